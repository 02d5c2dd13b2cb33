import { type Finding, finding } from "../finding.ts";
import { coverMxHosts, type HostCoverage } from "../mtasts/coverage.ts";
import type { ListedMx } from "../mtasts/mx-list.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";

/** `coverage` is `null` where no valid policy names hosts. */
export type CoveredMx = ListedMx & { coverage: HostCoverage["coverage"] | null; pattern: string | null };

export type ListCoverage = { rows: CoveredMx[]; unusedPatterns: string[] };

/** Holds MX hosts against a policy (RFC 8461 §4.1); in mode `none`, and without a policy, nothing is matched. */
export function coverListed(hosts: readonly ListedMx[], policy: MtaStsPolicy | null): ListCoverage {
  if (policy === null || policy.mode === "none" || hosts.length === 0) {
    return { rows: hosts.map((one) => ({ ...one, coverage: null, pattern: null })), unusedPatterns: [] };
  }
  const names = hosts.map(({ host }) => host);
  const { hosts: covered, unusedPatterns } = coverMxHosts(names, policy.mx);
  const rows = hosts.map((one, index) => {
    const { coverage = null, pattern = null } = covered[index] ?? {};
    return { ...one, coverage, pattern };
  });
  return { rows, unusedPatterns };
}

/** What is wrong with the coverage: each host that senders would refuse under `enforce`. */
export function judgeCoverage({ rows }: ListCoverage, { mode }: MtaStsPolicy): Finding[] {
  const uncovered = rows.filter(({ coverage }) => coverage === "uncovered");
  const counts = { coveredHosts: rows.length - uncovered.length, hosts: rows.length };
  return uncovered.map(({ host }) =>
    finding("mx-not-covered", "error", {
      clause: "RFC 8461 §4.1",
      subject: host,
      data: { host, mode, ...counts },
    }),
  );
}
