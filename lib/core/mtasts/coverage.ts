import { comparableHost, mxMatchesOne } from "./mx-match.ts";
import { isMxPattern } from "./policy-values.ts";

export type HostCoverage = {
  host: string;
  coverage: "exact" | "wildcard" | "uncovered";
  pattern: string | null;
};

export type PolicyCoverage = {
  /** In the order given; a name that covers exactly is told before a wildcard. */
  hosts: HostCoverage[];
  /** Hosts that senders would refuse under `enforce`. */
  uncovered: string[];
  /** Patterns that match no host: harmless, but often a mail provider that was left, or a misspelling. */
  unusedPatterns: string[];
};

/** Holds the live MX hosts of a domain against its policy's patterns (RFC 8461 §4.1). */
export function coverMxHosts(mxHosts: readonly string[], patterns: readonly string[]): PolicyCoverage {
  const hosts = mxHosts.map((host) => coverHost(host, patterns));
  return {
    hosts,
    uncovered: hosts.filter(({ coverage }) => coverage === "uncovered").map(({ host }) => host),
    unusedPatterns: patterns.filter((pattern) => !mxHosts.some((host) => mxMatchesOne(host, pattern))),
  };
}

function coverHost(host: string, patterns: readonly string[]): HostCoverage {
  const matching = patterns.filter((pattern) => mxMatchesOne(host, pattern));
  const exact = matching.find((pattern) => !pattern.startsWith("*."));
  const pattern = exact ?? matching[0] ?? null;
  if (pattern === null) return { host, coverage: "uncovered", pattern };
  return { host, coverage: exact === undefined ? "wildcard" : "exact", pattern };
}

/** From so many hosts under one name on, a wildcard reads better than the list. */
const wildcardFrom = 3;

/** `*.co.uk` must never be proposed; no public suffix in use for mail is longer than two labels. */
const wildcardParentLabels = 3;

/**
 * The fewest patterns that cover these MX hosts and hardly more. Names stay exact, so that no other host can pose as
 * an MX; only a mail provider's pool, three or more hosts right under one name of at least three labels, becomes a
 * wildcard. What is no host name (the null MX, an address) is left out.
 */
export function proposePolicyMx(mxHosts: readonly string[]): string[] {
  const hosts = [...new Set(mxHosts.map(comparableHost))].filter(
    (host) => isMxPattern(host) && !isAddress(host),
  );
  const pools = new Map<string, number>();
  for (const host of hosts) pools.set(parentOf(host), (pools.get(parentOf(host)) ?? 0) + 1);
  const isPool = (parent: string) =>
    (pools.get(parent) ?? 0) >= wildcardFrom && parent.split(".").length >= wildcardParentLabels;
  return [...new Set(hosts.map((host) => (isPool(parentOf(host)) ? `*.${parentOf(host)}` : host)))];
}

function parentOf(host: string): string {
  return host.slice(host.indexOf(".") + 1);
}

function isAddress(host: string): boolean {
  return /^\d+(?:\.\d+){3}$/.test(host);
}
