import type { NameSlip } from "../tlsrpt/record-name.ts";

/** The host name that senders ask for the record (RFC 8461 §3.1). */
export function mtaStsRecordName(domain: string): string {
  return `_mta-sts.${domain}`;
}

/** The names at which a misplaced record of the domain is found most often, the likeliest first. */
export function mtaStsStraysOf(domain: string): { name: string; slip: NameSlip }[] {
  return [
    { name: `mta-sts.${domain}`, slip: "misspelt" },
    { name: `${mtaStsRecordName(domain)}.${domain}`, slip: "domain-twice" },
    ...["_mta_sts", "_mtasts", "_mta-sts._tls"].map((labels) => ({
      name: `${labels}.${domain}`,
      slip: "misspelt" as const,
    })),
    { name: domain, slip: "at-domain" },
  ];
}

/**
 * Judges the host name that a record was written down with: absolute, relative to the zone, or empty. `unlike`
 * resembles the name in nothing, so nothing is said of it.
 */
export function judgeMtaStsName(
  name: string,
): { kind: "right" | "unlike" } | { kind: "near"; suggestion: string } {
  const labels = name.toLowerCase().replace(/\.$/, "").split(".");
  const first = labels[0] ?? "";
  if (first === "_mta-sts") return { kind: "right" };
  const word = first.replaceAll(/[-_]/g, "");
  if (word !== "mtasts" && word !== "msasts") return { kind: "unlike" };
  return { kind: "near", suggestion: ["_mta-sts", ...labels.slice(1)].join(".") };
}
