import type { SecureContext } from "node:tls";
import type { PolicyFetch, PolicyFetchFault } from "#lib/core/evidence.ts";
import { startDeadline } from "./deadline.ts";
import type { Resolver } from "./dns/resolver.ts";
import { getText } from "./https/get.ts";
import {
  findTargets,
  type Reached,
  type ReachOptions,
  reachAddresses,
  reachHttps,
  refusedTarget,
} from "./https/reach.ts";
import type { TargetGuard } from "./target.ts";

export type PolicyHostOptions = {
  /** Ours, never the system's: the addresses that are checked are the addresses that are dialled. */
  resolver: Pick<Resolver, "addresses">;
  guard: TargetGuard;
  /** From `createTrust`. */
  trust: SecureContext;
  /** 443, unless the operator's network is unusual. */
  port: number;
  /** For judging validity; normally the present. */
  now: Date;
  deadlines: PolicyDeadlines;
};

/** Milliseconds: for the whole fetch, and for connecting to one address. */
export type PolicyDeadlines = { totalMs: number; connectMs: number };

/** Well within the minute that senders are advised to wait (RFC 8461 §3.3). */
export const defaultPolicyDeadlines: PolicyDeadlines = { totalMs: 20_000, connectMs: 5_000 };

/** The size of body that RFC 8461 §3.3 suggests as a limit. */
export const maxPolicyBytes = 65_536;

/**
 * Fetches the policy of `domain` (A-labels) as a sender does (RFC 8461 §3.3). Never rejects: whatever goes
 * wrong is a `failed` with its fault, and with the TLS facts when a handshake was completed.
 */
export async function fetchPolicy(domain: string, options: PolicyHostOptions): Promise<PolicyFetch> {
  const host = policyHost(domain);
  const reach = reachOptions(options);
  return fetchOver(await reachHttps(host, reach), host, reach);
}

/**
 * `addresses`: one entry for each address that was looked at, even when there is only one. First those that were
 * dialled, in the order in which a sender would take them, then those refused. `leftOut`: beyond the cap, or no time was left.
 */
export type PolicyLooks = { fetch: PolicyFetch; addresses: PolicyFetch[]; leftOut: number };

/**
 * The same at every address of the policy host, after one look-up, two addresses at a time. `fetch` is what a sender
 * gets: from the first address that accepts a connection, whatever comes of it. Never rejects.
 */
export async function fetchPolicyEverywhere(
  domain: string,
  options: PolicyHostOptions,
): Promise<PolicyLooks> {
  const host = policyHost(domain);
  const reach = reachOptions(options);
  const targets = await findTargets(host, reach);
  if (targets.kind === "none") {
    return { fetch: await fetchOver(targets.failure, host, reach), addresses: [], leftOut: 0 };
  }
  const { permitted, refused, dnsMs } = targets;
  const looks = await lookInTurn(permitted, reach, async (address) =>
    fetchOver(await reachAddresses(host, [address], dnsMs, reach), host, reach),
  );
  const refusals = await Promise.all(
    refused.map((address) => fetchOver(refusedTarget([address], dnsMs), host, reach)),
  );
  const fetch = asSendersGetIt(looks) ?? (await fetchOver(refusedTarget(refused, dnsMs), host, reach));
  const leftOut = targets.leftOut + permitted.length - looks.length;
  return { fetch, addresses: [...looks, ...refusals], leftOut };
}

function policyHost(domain: string): string {
  return `mta-sts.${domain}`;
}

function reachOptions({ deadlines, ...options }: PolicyHostOptions): ReachOptions {
  return { ...options, connectMs: deadlines.connectMs, deadline: startDeadline(deadlines.totalMs) };
}

/** Asks for the policy over what was reached, or says why it was not. */
async function fetchOver(
  reached: Reached,
  host: string,
  { port, deadline }: Pick<ReachOptions, "port" | "deadline">,
): Promise<PolicyFetch> {
  const { address, tls } = reached.facts;
  const facts = { host, address, tls, timings: { ...reached.facts.timings, httpMs: null } };
  if (!reached.ok) {
    const { fault, detail } = reached;
    return { ...facts, kind: "failed", fault, detail, status: null, location: null };
  }
  const start = performance.now();
  const authority = port === 443 ? host : `${host}:${port}`;
  const path = "/.well-known/mta-sts.txt";
  const got = await getText(reached.socket, { authority, path, maxBodyBytes: maxPolicyBytes, deadline });
  if (!got.ok) {
    const { fault, detail, status, location } = got;
    return { ...facts, kind: "failed", fault, detail, status, location };
  }
  const httpMs = Math.round(performance.now() - start);
  const { contentType, text } = got;
  return { ...facts, timings: { ...facts.timings, httpMs }, kind: "fetched", contentType, text };
}

/** One machine often stands behind several addresses, and is not to be met with all of them at once. */
const lanes = 2;

/**
 * Looks at the addresses in order, as many at a time as there are lanes. One that could no longer be given the time
 * that the others had to connect is left out: what would be said of it would be said of our deadline.
 */
async function lookInTurn(
  addresses: string[],
  { connectMs, deadline }: Pick<ReachOptions, "connectMs" | "deadline">,
  look: (address: string) => Promise<PolicyFetch>,
): Promise<PolicyFetch[]> {
  const looks: PolicyFetch[] = [];
  let next = 0;
  const work = async () => {
    while (next < addresses.length && (next === 0 || deadline.remainingMs() >= connectMs)) {
      const index = next++;
      const address = addresses[index];
      if (address !== undefined) looks[index] = await look(address);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return looks;
}

/** `null` when no address was looked at. When none accepted, the most telling fault stands for all, as in `dial`. */
function asSendersGetIt(looks: PolicyFetch[]): PolicyFetch | null {
  const accepted = looks.find(({ timings }) => timings.connectMs !== null);
  if (accepted !== undefined) return accepted;
  const faults = looks.filter((look) => look.kind === "failed");
  const worst = faults.toSorted((a, b) => telling.indexOf(a.fault) - telling.indexOf(b.fault))[0];
  return worst === undefined ? null : { ...worst, detail: faults.map(({ detail }) => detail).join("; ") };
}

const telling: PolicyFetchFault[] = ["connect-refused", "connect-timeout", "network"];
