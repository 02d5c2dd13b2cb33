import { coverMxHosts, type HostCoverage, proposePolicyMx } from "../mtasts/coverage.ts";
import { comparableHost } from "../mtasts/mx-match.ts";
import { formatMtaStsPolicy, type MtaStsPolicy, type PolicyMode } from "../mtasts/policy.ts";
import { isMxPattern } from "../mtasts/policy-values.ts";
import { formatMtaStsRecord } from "../mtasts/record.ts";
import { txtZoneLine } from "./zone-line.ts";

/** How the policy names MX hosts: each by itself, or a provider's pool by a wildcard. */
export type PolicyNaming = "exact" | "wildcard";

export type MtaStsDraftInput = {
  /** A-labels, no final dot. */
  domain: string;
  mxHosts: readonly string[];
  mode: PolicyMode;
  naming: PolicyNaming;
  maxAgeSeconds: number;
  policyId: string;
};

/** What to publish for MTA-STS: a file on the policy host, then a TXT record. */
export type MtaStsDraft = {
  policyHost: string;
  policyUrl: string;
  /** `null` while no MX host is known: every mode but `none` must name one (RFC 8461 §3.2). */
  policy: { value: MtaStsPolicy; text: string } | null;
  /** How the policy names each host; empty in mode `none`, where nothing is matched. */
  coverage: HostCoverage[];
  record: { name: string; relativeName: string; value: string; zoneLine: string };
};

/** Drafts policy and record; the text has CRLF line ends. */
export function draftMtaSts(input: MtaStsDraftInput): MtaStsDraft {
  const { domain, mode, maxAgeSeconds } = input;
  const policyHost = `mta-sts.${domain}`;
  const mx = mode === "none" ? [] : policyNames(input.mxHosts, input.naming);
  const value: MtaStsPolicy = { mode, mx, maxAgeSeconds, extensions: [] };
  const isPolicy = mode === "none" || mx.length > 0;
  return {
    policyHost,
    policyUrl: `https://${policyHost}/.well-known/mta-sts.txt`,
    policy: isPolicy ? { value, text: formatMtaStsPolicy(value) } : null,
    coverage: mode === "none" ? [] : coverMxHosts(input.mxHosts, mx).hosts,
    record: record(domain, input.policyId),
  };
}

/** The wildcards that fit these hosts, each with the hosts that it would stand for; none when no pool is among them. */
export function wildcardPools(mxHosts: readonly string[]): { pattern: string; hosts: string[] }[] {
  const covered = coverMxHosts(mxHosts, proposePolicyMx(mxHosts)).hosts;
  const patterns = new Set(
    covered.flatMap(({ coverage, pattern }) => (coverage === "wildcard" ? [pattern] : [])),
  );
  return [...patterns].flatMap((pattern) =>
    pattern === null
      ? []
      : [{ pattern, hosts: covered.filter((one) => one.pattern === pattern).map(({ host }) => host) }],
  );
}

function policyNames(mxHosts: readonly string[], naming: PolicyNaming): string[] {
  if (naming === "wildcard") return proposePolicyMx(mxHosts);
  return [...new Set(mxHosts.map(comparableHost))].filter(isHostName);
}

/** An address has the form of a name, and no certificate carries it as one (RFC 8461 §4.1). */
function isHostName(host: string): boolean {
  return isMxPattern(host) && !host.startsWith("*.") && !/^\d+(?:\.\d+){3}$/.test(host);
}

function record(domain: string, id: string): MtaStsDraft["record"] {
  const name = `_mta-sts.${domain}`;
  const value = formatMtaStsRecord({ id, extensions: [] });
  return { name, relativeName: "_mta-sts", value, zoneLine: txtZoneLine(name, value) };
}
