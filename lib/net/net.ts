import type { SecureContext } from "node:tls";
import type { HttpsReach, MxHostEvidence, MxProbes, PolicyFetch, ZoneView } from "#lib/core/evidence.ts";
import type { SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import { type ConfirmedNames, rememberNames } from "./confirmed-names.ts";
import { type Courier, createCourier } from "./courier/courier.ts";
import type { CourierOptions } from "./courier/errand.ts";
import { dialAddress } from "./dial.ts";
import { rememberAnswers } from "./dns/remember-answers.ts";
import { createResolver, type Resolver } from "./dns/resolver.ts";
import { systemResolvers } from "./dns/server-address.ts";
import { defaultZoneViewDeadlines, viewZone } from "./dns/zone-view.ts";
import { defaultProbeDeadlines, probeHttps } from "./https/probe.ts";
import { askToken, type Token, type TokenClient } from "./mail/imap/ask-token.ts";
import { connectImap, type ImapAccount } from "./mail/imap/connect-imap.ts";
import type { ImapSession } from "./mail/imap/session.ts";
import { createReadKeys } from "./mail/read-keys.ts";
import { defaultVerifyMs, verifySignatures } from "./mail/verify-signatures.ts";
import {
  defaultPolicyDeadlines,
  fetchPolicy,
  fetchPolicyEverywhere,
  type PolicyLooks,
} from "./policy-host.ts";
import { defaultMxDeadlines, probeMx } from "./smtp/probe-mx.ts";
import type { ProbeSource } from "./smtp/probe-source.ts";
import { socksDialler } from "./socks.ts";
import { createTargetGuard, type TargetGuard } from "./target.ts";
import { createOldTlsTrust, createTrust } from "./tls/trust.ts";

/** The outside world as services see it. Nothing but `connectImap` and `askToken` rejects for what the outside does. */
export type Net = Resolver & {
  /** Fetches the MTA-STS policy of a domain in A-labels (RFC 8461 §3.3). */
  fetchPolicy(domain: string): Promise<PolicyFetch>;
  /** The same at every address of the policy host; `fetch` is what a sender gets of them. */
  fetchPolicyEverywhere(domain: string): Promise<PolicyLooks>;
  /** The TXT RRset at a name as the zone's own name servers have it, past every cache. */
  viewZone(name: string): Promise<ZoneView>;
  /** Whether a host answers TLS with a certificate that holds; nothing is asked of it by HTTP. */
  probeHttps(host: string): Promise<HttpsReach>;
  /** Where MX hosts are looked at from; `off`: the operator wants no probes. */
  mxSource: MxProbes["source"];
  /** What an MX host shows to a sending server. Throws when `mxSource` is `off`: to be asked before is a bug. */
  probeMx(host: string): Promise<MxHostEvidence>;
  /** The forward-confirmed names of an address; remembered for ten minutes. */
  confirmedNames(address: string): Promise<ConfirmedNames>;
  /** What becomes of each DKIM signature of a mail; `receivedAt`: when it came, if that was not just now. */
  verifySignatures(raw: Uint8Array, receivedAt?: Date): Promise<SignatureFact[]>;
  /** An access token for a mailbox; rejects with `ImapTrouble`. */
  askToken(client: TokenClient): Promise<Token>;
  /** Logs in to a mailbox; rejects with `ImapTrouble`, as every step of the session does. */
  connectImap(account: ImapAccount): Promise<ImapSession>;
  /** Carries test reports of ours to ourselves. */
  courier: Courier;
};

export type NetConfig = {
  /** Resolvers as `address` or `address:port`; none means the system's. */
  dnsServers: readonly string[];
  /** 443, unless the operator's network is unusual. */
  policyPort: number;
  /** 53 when left out: where the name servers of zones are asked themselves. */
  nameServerPort?: number;
  /** Left out, MX hosts are not looked at. */
  mx?: MxConfig;
  /** PEM texts, each with one or more certificates to trust beside the public roots. */
  extraCaPems: readonly string[];
  /** Addresses and CIDR ranges to allow although they are not public, or `"all"`. */
  allowTargets: readonly string[] | "all";
};

export type MxConfig = {
  /** 25, unless the operator's network is unusual. */
  port: number;
  source: ProbeSource;
  /** What we call ourselves in EHLO; `null`: the address that we come from, as a literal. */
  helloName: string | null;
};

/** Makes the process's `Net`. Throws on a configuration that cannot be meant; the message names the entry. */
export function createNet(config: NetConfig): Net {
  const servers = config.dnsServers.length > 0 ? config.dnsServers : systemResolvers();
  const resolver = createResolver({ servers, ...dnsPatience });
  const keys = { resolver: rememberAnswers(resolver), readKeys: createReadKeys() };
  const guard = createTargetGuard({ allow: config.allowTargets });
  const trust = createTrust(config.extraCaPems);
  const fixed = { resolver, guard, trust, port: config.policyPort };
  return {
    ...resolver,
    fetchPolicy: (domain) =>
      fetchPolicy(domain, { ...fixed, deadlines: defaultPolicyDeadlines, now: new Date() }),
    fetchPolicyEverywhere: (domain) =>
      fetchPolicyEverywhere(domain, { ...fixed, deadlines: defaultPolicyDeadlines, now: new Date() }),
    viewZone: (name) =>
      viewZone(name, {
        resolver,
        guard,
        nameServerPort: config.nameServerPort ?? 53,
        deadlines: defaultZoneViewDeadlines,
      }),
    probeHttps: (host) => probeHttps(host, { ...fixed, deadlines: defaultProbeDeadlines, now: new Date() }),
    ...mxProber(config, { resolver, guard, modern: trust }),
    confirmedNames: rememberNames(resolver),
    verifySignatures: (raw, receivedAt = new Date()) =>
      verifySignatures(raw, { ...keys, receivedAt, withinMs: defaultVerifyMs }),
    askToken: (client) => askToken(client, { resolver, guard, trust, now: new Date() }),
    connectImap: (account) => connectImap(account, { resolver, guard, trust }),
    courier: createCourier({ resolver, guard, trust, ...mailRoad(config.mx) }),
  };
}

/** Mail to ourselves is no probe: it goes out where probes are off too. */
function mailRoad(mx: MxConfig | undefined): Pick<CourierOptions, "smtpPort" | "dialMx" | "helloName"> {
  const dialMx = mx?.source.kind === "socks" ? socksDialler(mx.source.proxy) : dialAddress;
  return { smtpPort: mx?.port ?? 25, dialMx, helloName: mx?.helloName ?? null };
}

function mxProber(
  { mx, extraCaPems }: NetConfig,
  { resolver, guard, modern }: { resolver: Resolver; guard: TargetGuard; modern: SecureContext },
): Pick<Net, "mxSource" | "probeMx"> {
  if (mx === undefined || mx.source.kind === "off") return { mxSource: "off", probeMx: refuseToProbe };
  const { port, source, helloName } = mx;
  const trust = { modern, old: createOldTlsTrust(extraCaPems) };
  const dial = source.kind === "socks" ? socksDialler(source.proxy) : dialAddress;
  const fixed = { resolver, guard, trust, dial, port, helloName, deadlines: defaultMxDeadlines };
  return { mxSource: source.kind, probeMx: (host) => probeMx(host, { ...fixed, now: new Date() }) };
}

function refuseToProbe(): never {
  throw new Error("MX hosts are not to be looked at: PROBE_SOURCE is off");
}

/** Time for a recursive resolver to give up on a dead zone, and for a second round after a lost datagram. */
const dnsPatience = { timeoutMs: 3_000, attempts: 2, lookupMs: 12_000 };
