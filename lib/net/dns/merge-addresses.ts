import type { DnsAnswer } from "#lib/core/evidence.ts";

/**
 * Joins the answers for AAAA and A. One family is enough to be found; a family that could not be asked
 * leaves the whole unknown only when the other one has nothing.
 */
export function mergeAddresses(v6: DnsAnswer<string>, v4: DnsAnswer<string>): DnsAnswer<string> {
  if (v6.kind === "found" && v4.kind === "found") {
    return {
      kind: "found",
      records: [...v6.records, ...v4.records],
      ttlSeconds: Math.min(v6.ttlSeconds, v4.ttlSeconds),
      authenticated: v6.authenticated && v4.authenticated,
      cnames: v6.cnames,
    };
  }
  if (v6.kind === "found") return v6;
  if (v4.kind === "found") return v4;
  if (v6.kind === "unreachable") return v6;
  if (v4.kind === "unreachable") return v4;
  // NXDOMAIN covers all types; servers that say it for one family only mean NODATA.
  const nxdomain = v6.reason === "nxdomain" && v4.reason === "nxdomain";
  const authenticated = v6.authenticated && v4.authenticated;
  return { kind: "absent", reason: nxdomain ? "nxdomain" : "nodata", authenticated, cnames: v4.cnames };
}
