import type { PolicyResult, TlsReport } from "./report-shape.ts";

/** By what a policy result was taken for the domain's. */
export type BelongsBy = "policy-domain" | "tlsa-mx" | "hint";

export type ResultsForDomain = {
  /** In the report's order; `index` into its `policies`. */
  own: { index: number; result: PolicyResult; by: BelongsBy }[];
  foreign: { index: number; result: PolicyResult }[];
};

/**
 * Which policy results of a report are about `domainName` (lower-case A-labels).
 *
 * The policy domain says so. For `tlsa` it may be the MX host, as that is where the policy stands (RFC 8460 §4.4,
 * RFC 7672 §2.2.3): those of `mxHosts` belong. Old Postfix leaves it out: then `hint` decides, the domain that the
 * delivery names (endpoint, TLS-Report-Domain, file name; `null` when it names none). All else is foreign.
 */
export function resultsForDomain(
  report: TlsReport,
  domainName: string,
  known: { mxHosts: string[]; hint: string | null },
): ResultsForDomain {
  const domain = comparable(domainName);
  const hosts = new Set(known.mxHosts.map(comparable));
  const hinted = known.hint !== null && comparable(known.hint) === domain;
  const sorted: ResultsForDomain = { own: [], foreign: [] };
  report.policies.forEach((result, index) => {
    const by = belongsBy(result, domain, hosts, hinted);
    if (by === null) sorted.foreign.push({ index, result });
    else sorted.own.push({ index, result, by });
  });
  return sorted;
}

function belongsBy(
  result: PolicyResult,
  domain: string,
  hosts: Set<string>,
  hinted: boolean,
): BelongsBy | null {
  if (result.domain === null) return hinted ? "hint" : null;
  const named = comparable(result.domain);
  if (named === domain) return "policy-domain";
  return result.type === "tlsa" && hosts.has(named) ? "tlsa-mx" : null;
}

function comparable(name: string): string {
  return name.trim().replace(/\.$/, "").toLowerCase();
}
