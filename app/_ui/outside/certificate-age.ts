import type { CertificateFacts } from "#lib/core/evidence.ts";
import { expiryMark } from "#lib/core/posture/certificate-expiry.ts";
import type { Tone } from "../tone.ts";

/** `days`: whole days that are left or, of an expired one, that have passed since. */
export type CertificateAge = { state: "valid" | "expired" | "future"; days: number; tone: Tone };

const dayMs = 86_400_000;

/** How a certificate stands at a moment. What is due for renewal has the tone of the finding that says so. */
export function certificateAge(certificate: CertificateFacts, now: Date): CertificateAge {
  const left = (Date.parse(certificate.notAfter) - now.getTime()) / dayMs;
  const days = Number.isNaN(left) ? 0 : Math.floor(Math.abs(left));
  if (!(left >= 0)) return { state: "expired", days, tone: "error" };
  if (Date.parse(certificate.notBefore) > now.getTime()) return { state: "future", days, tone: "error" };
  return { state: "valid", days, tone: expiryMark(certificate, now)?.severity ?? "ok" };
}
