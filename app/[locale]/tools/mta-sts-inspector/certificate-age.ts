import type { CertificateFacts } from "#lib/core/evidence.ts";
import { certificateExpiry } from "#lib/core/posture/certificate-expiry.ts";
import type { Tone } from "../../../_ui/tone.ts";

export type CertificateAge = { state: "valid" | "expired" | "future"; days: number; tone: Tone };

const dayMs = 86_400_000;

/** How a certificate stands at a moment; what is due for renewal is told by the marks of a check. */
export function certificateAge(certificate: CertificateFacts, now: Date): CertificateAge {
  const end = Date.parse(certificate.notAfter);
  const days = Math.max(0, Math.floor((end - now.getTime()) / dayMs));
  if (!(end >= now.getTime())) return { state: "expired", days, tone: "error" };
  if (Date.parse(certificate.notBefore) > now.getTime()) return { state: "future", days, tone: "error" };
  const [due] = certificateExpiry("", certificate, now);
  return { state: "valid", days, tone: due === undefined ? "ok" : due.severity };
}
