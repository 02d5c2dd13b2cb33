import type { CertificateFacts } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";

const dayMs = 86_400_000;

/** The nearest first. `ofLife` is the share of the certificate's whole life that is left. */
const marks = [
  { days: 7, ofLife: 1 / 12, severity: "warning" },
  { days: 14, ofLife: 1 / 6, severity: "warning" },
  { days: 30, ofLife: 1 / 3, severity: "info" },
] as const;

/**
 * A certificate of the policy host that will expire soon: senders refuse it from that moment on (RFC 8461 §3.3).
 * 30 days ahead is `info`, 14 and 7 are `warning`. Certificates that live for less than 90 days are renewed later, so for
 * them the marks are a third, a sixth and a twelfth of their life.
 */
export function certificateExpiry(host: string, leaf: CertificateFacts | undefined, now: Date): Finding[] {
  if (leaf === undefined) return [];
  const end = Date.parse(leaf.notAfter);
  const left = (end - now.getTime()) / dayMs;
  const life = (end - Date.parse(leaf.notBefore)) / dayMs;
  const reached = marks.find((mark) => left <= Math.min(mark.days, life * mark.ofLife));
  if (reached === undefined) return [];
  const data = { host, days: Math.max(0, Math.floor(left)), day: leaf.notAfter.slice(0, 10) };
  const rest = { clause: "RFC 8461 §3.3", subject: host, data };
  return [finding("policy-host-certificate-expiring", reached.severity, rest)];
}
