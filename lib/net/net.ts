import type { HttpsReach, PolicyFetch } from "#lib/core/evidence.ts";
import { type ConfirmedNames, rememberNames } from "./confirmed-names.ts";
import { createResolver, type Resolver } from "./dns/resolver.ts";
import { systemResolvers } from "./dns/server-address.ts";
import { defaultProbeDeadlines, probeHttps } from "./https/probe.ts";
import { defaultPolicyDeadlines, fetchPolicy } from "./policy-host.ts";
import { createTargetGuard } from "./target.ts";
import { createTrust } from "./tls/trust.ts";

/** The outside world as services see it. Nothing in it rejects for what the outside does. */
export type Net = Resolver & {
  /** Fetches the MTA-STS policy of a domain in A-labels (RFC 8461 §3.3). */
  fetchPolicy(domain: string): Promise<PolicyFetch>;
  /** Whether a host answers TLS with a certificate that holds; nothing is asked of it by HTTP. */
  probeHttps(host: string): Promise<HttpsReach>;
  /** The forward-confirmed names of an address; remembered for ten minutes. */
  confirmedNames(address: string): Promise<ConfirmedNames>;
};

export type NetConfig = {
  /** Resolvers as `address` or `address:port`; none means the system's. */
  dnsServers: readonly string[];
  /** 443, unless the operator's network is unusual. */
  policyPort: number;
  /** PEM texts, each with one or more certificates to trust beside the public roots. */
  extraCaPems: readonly string[];
  /** Addresses and CIDR ranges to allow although they are not public, or `"all"`. */
  allowTargets: readonly string[] | "all";
};

/** Makes the process's `Net`. Throws on a configuration that cannot be meant; the message names the entry. */
export function createNet(config: NetConfig): Net {
  const servers = config.dnsServers.length > 0 ? config.dnsServers : systemResolvers();
  const resolver = createResolver({ servers, ...dnsPatience });
  const guard = createTargetGuard({ allow: config.allowTargets });
  const trust = createTrust(config.extraCaPems);
  const fixed = { resolver, guard, trust, port: config.policyPort };
  return {
    ...resolver,
    fetchPolicy: (domain) =>
      fetchPolicy(domain, { ...fixed, deadlines: defaultPolicyDeadlines, now: new Date() }),
    probeHttps: (host) => probeHttps(host, { ...fixed, deadlines: defaultProbeDeadlines, now: new Date() }),
    confirmedNames: rememberNames(resolver),
  };
}

/** Time for a recursive resolver to give up on a dead zone, and for a second round after a lost datagram. */
const dnsPatience = { timeoutMs: 3_000, attempts: 2, lookupMs: 12_000 };
