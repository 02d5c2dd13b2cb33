import { isIPv4, isIPv6, type Socket } from "node:net";
import { connect, type SecureContext, type TLSSocket } from "node:tls";
import type { PolicyFetchFault, TlsFacts } from "#lib/core/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import { dial } from "#lib/net/dial.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { readTlsFacts } from "#lib/net/tls/facts.ts";
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

export type Reached =
  | { ok: true; facts: ReachFacts; socket: TLSSocket }
  | { ok: false; facts: ReachFacts; fault: PolicyFetchFault; detail: string };

/**
 * Opens a TLS connection to a host as a sender would: look-up, target check, connection to exactly the
 * checked address, handshake with SNI, certificate judged. A bad certificate is a fault, with its facts.
 * Never rejects; the caller owns the socket of an `ok`.
 */
export async function reachHttps(host: string, options: ReachOptions): Promise<Reached> {
  const start = performance.now();
  const answer = await options.resolver.addresses(host, options.deadline.remainingMs());
  const timings = { dnsMs: elapsed(start), connectMs: null, tlsMs: null };
  const facts: ReachFacts = { address: null, tls: null, timings };
  switch (answer.kind) {
    case "absent":
      return { ok: false, facts, fault: "dns-absent", detail: answer.reason };
    case "unreachable":
      return { ok: false, facts, fault: "dns-unreachable", detail: `${answer.reason}: ${answer.detail}` };
    case "found":
      return reachAddresses(host, answer.records, facts, options);
    default:
      return answer satisfies never;
  }
}

/** A name can have any number of addresses; senders do not try them all either. */
const maxAddresses = 8;

async function reachAddresses(
  host: string,
  addresses: string[],
  facts: ReachFacts,
  options: ReachOptions,
): Promise<Reached> {
  const [first, ...rest] = alternateFamilies(addresses.filter(options.guard)).slice(0, maxAddresses);
  if (first === undefined) {
    const detail = `not a public address: ${addresses.slice(0, maxAddresses).join(", ")}`;
    return { ok: false, facts: { ...facts, address: addresses[0] ?? null }, fault: "target-refused", detail };
  }
  const start = performance.now();
  const dialled = await dial([first, ...rest], options);
  const { address } = dialled;
  if (!dialled.ok) {
    return { ok: false, facts: { ...facts, address }, fault: dialled.fault, detail: dialled.detail };
  }
  const timings = { ...facts.timings, connectMs: elapsed(start) };
  return secure(host, dialled.socket, { ...facts, address, timings }, options);
}

/** IPv6 and IPv4 in turn (RFC 8305 §4), so that many addresses of a family that we have no route for hide none. */
function alternateFamilies(addresses: string[]): string[] {
  const v6 = addresses.filter(isIPv6);
  const v4 = addresses.filter(isIPv4);
  const longer = v6.length > v4.length ? v6 : v4;
  return longer.flatMap((_, index) => [v6[index], v4[index]]).filter((address) => address !== undefined);
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

/** OpenSSL's messages name its source files; `reason` is the part that means something. */
function tlsReason(error: NodeJS.ErrnoException & { reason?: string }): string {
  return [error.code, error.reason ?? (error.code === undefined ? error.message : undefined)]
    .filter((part) => part !== undefined)
    .join(": ");
}

/** Node declares an Error here but holds OpenSSL's code, as text. */
function chainErrorOf(socket: TLSSocket): string | null {
  return socket.authorized ? null : String(socket.authorizationError);
}

function elapsed(start: number): number {
  return Math.round(performance.now() - start);
}
