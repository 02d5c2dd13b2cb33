import type { SecureContext } from "node:tls";
import type { HttpsReach } from "#lib/core/evidence.ts";
import { startDeadline } from "#lib/net/deadline.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { reachHttps } from "./reach.ts";

export type ProbeOptions = {
  resolver: Pick<Resolver, "addresses">;
  guard: TargetGuard;
  trust: SecureContext;
  /** 443, unless the operator's network is unusual. */
  port: number;
  now: Date;
  /** Milliseconds: for the whole probe, and for connecting to one address. */
  deadlines: { totalMs: number; connectMs: number };
};

/** A page waits for it, so it is shorter than a sender's patience. */
export const defaultProbeDeadlines = { totalMs: 8_000, connectMs: 4_000 };

/**
 * Whether a host answers TLS with a certificate that holds. Nothing is asked of it by HTTP: a report endpoint need
 * answer to POST alone, and a made-up report is not ours to send. Never rejects.
 */
export async function probeHttps(host: string, { deadlines, ...options }: ProbeOptions): Promise<HttpsReach> {
  const deadline = startDeadline(deadlines.totalMs);
  const reached = await reachHttps(host, { ...options, connectMs: deadlines.connectMs, deadline });
  if (!reached.ok) {
    const { fault, detail } = reached;
    return { host, ...reached.facts, kind: "failed", fault, detail };
  }
  reached.socket.destroy();
  return { host, ...reached.facts, kind: "reached" };
}
