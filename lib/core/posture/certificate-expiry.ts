import type { CertificateFacts } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";

const dayMs = 86_400_000;

/** The nearest first. `ofLife` is the share of the certificate's whole life that is left. */
const marks = [
  { days: 7, ofLife: 1 / 12, severity: "warning" },
  { days: 14, ofLife: 1 / 6, severity: "warning" },
  { days: 30, ofLife: 1 / 3, severity: "info" },
] as const;

/** `days` are whole days that are left, `day` is the last one in UTC. */
export type ExpiryMark = { severity: "warning" | "info"; days: number; day: string };

/**
 * How near a certificate is to its end: 30 days ahead is `info`, 14 and 7 are `warning`; `null` before that. Renewal is
 * due when a third of the life is left, so certificates that live for less than 90 days have their marks at a third, a
 * sixth and a twelfth of it: the one that lives for six days is not late with three to go.
 */
export function expiryMark({ notBefore, notAfter }: CertificateFacts, now: Date): ExpiryMark | null {
  const end = Date.parse(notAfter);
  const left = (end - now.getTime()) / dayMs;
  const life = (end - Date.parse(notBefore)) / dayMs;
  const reached = marks.find((mark) => left <= Math.min(mark.days, life * mark.ofLife));
  if (reached === undefined) return null;
  return { severity: reached.severity, days: Math.max(0, Math.floor(left)), day: notAfter.slice(0, 10) };
}

/** A certificate of the policy host that will expire soon: senders refuse it from that moment on (RFC 8461 §3.3). */
export function certificateExpiry(host: string, leaf: CertificateFacts | undefined, now: Date): Finding[] {
  const mark = leaf === undefined ? null : expiryMark(leaf, now);
  if (mark === null) return [];
  const { severity, ...when } = mark;
  const rest = { clause: "RFC 8461 §3.3", subject: host, data: { host, ...when } };
  return [finding("policy-host-certificate-expiring", severity, rest)];
}
