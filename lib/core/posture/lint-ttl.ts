import { type Finding, finding } from "../finding.ts";

const daySeconds = 86_400;

/**
 * How long caches keep a record, where that is extreme. A caching resolver tells what is left of the TTL, so a small one
 * says nothing of the zone; but nothing is kept of a record whose TTL is 0 (RFC 1035 §3.2.1).
 */
export function lintTtl(record: "mtasts" | "tlsrpt", name: string, ttlSeconds: number): Finding[] {
  const long = longTtl[record];
  if (ttlSeconds > daySeconds) {
    const data = { hours: Math.round(ttlSeconds / 3_600) };
    return [finding(long.code, "info", { clause: long.clause, subject: name, data })];
  }
  if (ttlSeconds > 0) return [];
  return [
    finding(`${record}-ttl-zero`, "info", { clause: "RFC 1035 §3.2.1", subject: name, data: { name } }),
  ];
}

/**
 * Until it has passed, senders see the old id, or report to the old destinations. RFC 8460 §7 encourages a long TTL all the
 * same; beyond a day, a mistake outlives the reports about it.
 */
const longTtl = {
  mtasts: { code: "mtasts-ttl-long", clause: "RFC 8461 §8.1" },
  tlsrpt: { code: "tlsrpt-ttl-long", clause: "RFC 8460 §7" },
};
