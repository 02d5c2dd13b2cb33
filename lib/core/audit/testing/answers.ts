import type { DnsAnswer, DnsFault } from "../../evidence.ts";
import type { AuditSection } from "../section.ts";

export const absent: DnsAnswer<never> = {
  kind: "absent",
  reason: "nodata",
  authenticated: false,
  cnames: [],
};

export const nxdomain: DnsAnswer<never> = { ...absent, reason: "nxdomain" };

export function found<T>(
  records: T[],
  { secure = false, cnames = [] }: { secure?: boolean; cnames?: string[] } = {},
): DnsAnswer<T> {
  return { kind: "found", records, ttlSeconds: 300, authenticated: secure, cnames };
}

export function failed(reason: DnsFault = "timeout"): DnsAnswer<never> {
  return { kind: "unreachable", reason, detail: "as told" };
}

/** The state and the codes with their severities, which is all a section is told by. */
export function brief({ state, findings }: AuditSection): { state: string; findings: string[] } {
  return { state, findings: findings.map(({ severity, code }) => `${severity} ${code}`) };
}
