import type { Socket } from "node:net";
import { connect, type SecureContext, type TLSSocket } from "node:tls";
import type { PolicyFetchFault, TlsFacts } from "#lib/core/evidence.ts";
import { type OrderedAddresses, orderAddresses } from "#lib/net/address-order.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import { dial } from "#lib/net/dial.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { chainErrorOf, readTlsFacts } from "#lib/net/tls/facts.ts";
import { tlsReason } from "#lib/net/tls/handshake.ts";
import { judgeCertificate } from "#lib/net/tls/judge-certificate.ts";

export type ReachOptions = {
  resolver: Pick<Resolver, "addresses">;
  guard: TargetGuard;
  trust: SecureContext;
  port: number;
  /** For one address. */
  connectMs: number;
  deadline: Deadline;
  now: Date;
};

/** How far we came; milliseconds per phase, `null` for a phase that was not completed. */
export type ReachFacts = {
  address: string | null;
  tls: TlsFacts | null;
  timings: { dnsMs: number; connectMs: number | null; tlsMs: number | null };
};

export type Reached = { ok: true; facts: ReachFacts; socket: TLSSocket } | FailedReach;

export type FailedReach = { ok: false; facts: ReachFacts; fault: PolicyFetchFault; detail: string };

/** Where to find a host. */
export type Targets =
  | ({ kind: "found"; dnsMs: number } & OrderedAddresses)
  | { kind: "none"; failure: FailedReach };

/**
 * Opens a TLS connection to a host as a sender would: look-up, target check, connection to exactly the
 * checked address, handshake with SNI, certificate judged. A bad certificate is a fault, with its facts.
 * Never rejects; the caller owns the socket of an `ok`.
 */
export async function reachHttps(host: string, options: ReachOptions): Promise<Reached> {
  const targets = await findTargets(host, options);
  if (targets.kind === "none") return targets.failure;
  const [first, ...rest] = targets.permitted;
  if (first === undefined) return refusedTarget(targets.refused, targets.dnsMs);
  return reachAddresses(host, [first, ...rest], targets.dnsMs, options);
}

/** The one look-up: what it finds is checked here, and dialled as it stands. */
export async function findTargets(
  host: string,
  { resolver, guard, deadline }: Pick<ReachOptions, "resolver" | "guard" | "deadline">,
): Promise<Targets> {
  const start = performance.now();
  const answer = await resolver.addresses(host, deadline.remainingMs());
  const dnsMs = elapsed(start);
  switch (answer.kind) {
    case "absent":
      return noTarget(dnsMs, "dns-absent", answer.reason);
    case "unreachable":
      return noTarget(dnsMs, "dns-unreachable", `${answer.reason}: ${answer.detail}`);
    case "found":
      return { kind: "found", dnsMs, ...orderAddresses(answer.records, guard) };
    default:
      return answer satisfies never;
  }
}

function noTarget(dnsMs: number, fault: PolicyFetchFault, detail: string): Targets {
  return { kind: "none", failure: { ok: false, facts: untouched(dnsMs), fault, detail } };
}

/** The fault of addresses that are not dialled; at least one. */
export function refusedTarget(addresses: string[], dnsMs: number): FailedReach {
  const facts = { ...untouched(dnsMs), address: addresses[0] ?? null };
  const detail = `not a public address: ${addresses.join(", ")}`;
  return { ok: false, facts, fault: "target-refused", detail };
}

/** Connects to the first of these checked addresses that accepts, and goes on with that one alone. */
export async function reachAddresses(
  host: string,
  addresses: readonly [string, ...string[]],
  dnsMs: number,
  options: ReachOptions,
): Promise<Reached> {
  const start = performance.now();
  const dialled = await dial(addresses, options);
  const facts = { ...untouched(dnsMs), address: dialled.address };
  if (!dialled.ok) return { ok: false, facts, fault: dialled.fault, detail: dialled.detail };
  const timings = { ...facts.timings, connectMs: elapsed(start) };
  return secure(host, dialled.socket, { ...facts, timings }, options);
}

async function secure(host: string, tcp: Socket, facts: ReachFacts, options: ReachOptions): Promise<Reached> {
  const start = performance.now();
  const shaken = await handshake(host, tcp, options);
  if (!shaken.ok) return { ...shaken, facts };
  const { socket } = shaken;
  const tls = readTlsFacts(socket);
  const secured = { ...facts, tls, timings: { ...facts.timings, tlsMs: elapsed(start) } };
  const fault = judgeCertificate(tls, { host, chainError: chainErrorOf(socket), now: options.now });
  if (fault === null) return { ok: true, facts: secured, socket };
  socket.destroy();
  return { ok: false, facts: secured, ...fault };
}

type Handshake =
  | { ok: true; socket: TLSSocket }
  | { ok: false; fault: "tls-handshake" | "timeout"; detail: string };

/** Completes whatever the certificate is worth, so that its facts can be shown; the caller judges it. */
function handshake(host: string, tcp: Socket, { trust, deadline }: ReachOptions): Promise<Handshake> {
  return new Promise((resolve) => {
    const socket = connect({
      socket: tcp,
      servername: host,
      secureContext: trust,
      ALPNProtocols: ["http/1.1"],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const timer = setTimeout(() => fail("timeout", "no TLS handshake in time"), deadline.remainingMs());
    const fail = (fault: "tls-handshake" | "timeout", detail: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ok: false, fault, detail });
    };
    // Stays for the socket's whole life, as on the TCP socket below it.
    socket.on("error", (error) => fail("tls-handshake", tlsReason(error)));
    socket.once("close", () => fail("tls-handshake", "connection closed during the handshake"));
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      resolve({ ok: true, socket });
    });
  });
}

function elapsed(start: number): number {
  return Math.round(performance.now() - start);
}

/** The facts before anything was dialled. */
function untouched(dnsMs: number): ReachFacts {
  return { address: null, tls: null, timings: { dnsMs, connectMs: null, tlsMs: null } };
}
