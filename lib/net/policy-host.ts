import type { SecureContext } from "node:tls";
import type { PolicyFetch } from "#lib/core/evidence.ts";
import { startDeadline } from "./deadline.ts";
import type { Resolver } from "./dns/resolver.ts";
import { getText } from "./https/get.ts";
import { reachHttps } from "./https/reach.ts";
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
  const host = `mta-sts.${domain}`;
  const deadline = startDeadline(options.deadlines.totalMs);
  const reached = await reachHttps(host, { ...options, connectMs: options.deadlines.connectMs, deadline });
  const { address, tls } = reached.facts;
  const facts = { host, address, tls, timings: { ...reached.facts.timings, httpMs: null } };
  if (!reached.ok) {
    const { fault, detail } = reached;
    return { ...facts, kind: "failed", fault, detail, status: null, location: null };
  }
  const start = performance.now();
  const authority = options.port === 443 ? host : `${host}:${options.port}`;
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
