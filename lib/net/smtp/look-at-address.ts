import { isIPv6, type Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { MxAddressLook, MxFault } from "#lib/core/evidence.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import type { Dialled, Dialler } from "#lib/net/dial.ts";
import { type Handshake, shakeHands } from "#lib/net/tls/handshake.ts";
import { readMxTls } from "#lib/net/tls/mx-tls.ts";
import { askForTls } from "./ask-for-tls.ts";
import { converse } from "./conversation.ts";
import { leavePatienceMs, takeLeave } from "./take-leave.ts";

export type LookOptions = {
  dial: Dialler;
  port: number;
  /** What EHLO says; `null`: the address that we come from, as a literal. */
  helloName: string | null;
  /** `modern` is what senders accept, `old` what is tried after it, to tell what the server is still at. */
  trust: { modern: SecureContext; old: SecureContext };
  /** Milliseconds: for everything at one address, and for connecting to it. */
  addressMs: number;
  connectMs: number;
};

/**
 * One checked address of an MX host, seen as a sending server sees it: connection, greeting, EHLO, STARTTLS, handshake
 * with SNI for `host` (RFC 8461 §4.2), QUIT. Where TLS fails in a way that an old version explains, a second connection
 * tells. Never rejects, never has two connections open, leaves none.
 */
export async function lookAtAddress(
  host: string,
  address: string,
  options: LookOptions,
): Promise<MxAddressLook> {
  const deadline = startDeadline(options.addressMs);
  const { look, mayBeOld } = await attempt(host, address, options.trust.modern, deadline, options);
  if (look.kind === "secured" || !mayBeOld) return look;
  const second = await attempt(host, address, options.trust.old, deadline, options);
  const protocol = second.look.tls?.protocol ?? null;
  if (protocol === null) return look;
  if (protocol === "TLSv1.2") {
    return { ...look, detail: `${look.detail}; ${protocol} goes through with weak ciphers and keys allowed` };
  }
  const detail = `speaks ${protocol} and nothing newer`;
  return { ...look, tls: second.look.tls, fault: "tls-too-old", detail };
}

type Attempt = { look: MxAddressLook; mayBeOld: boolean };

async function attempt(
  host: string,
  address: string,
  context: SecureContext,
  deadline: Deadline,
  options: LookOptions,
): Promise<Attempt> {
  const start = performance.now();
  const timeoutMs = Math.min(options.connectMs, deadline.remainingMs());
  const dialled = await options.dial(address, { port: options.port, timeoutMs });
  if (!dialled.ok)
    return { look: unconnected(address, connectFault(dialled), dialled.detail), mayBeOld: false };
  const connectMs = elapsed(start);
  try {
    return await talk(host, dialled, connectMs, context, deadline, options.helloName);
  } finally {
    await close(dialled.socket);
  }
}

/** It is over before another connection begins. */
function close(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.once("close", () => resolve());
    socket.destroy();
  });
}

/** A connection that was reset in the act had been accepted: a refusal reads otherwise. */
function connectFault(dialled: Extract<Dialled, { ok: false }>): MxFault {
  return dialled.fault === "network" && dialled.detail === "ECONNRESET" ? "closed" : dialled.fault;
}

async function talk(
  host: string,
  { address, socket }: Extract<Dialled, { ok: true }>,
  connectMs: number,
  context: SecureContext,
  deadline: Deadline,
  helloName: string | null,
): Promise<Attempt> {
  const conversation = converse(socket);
  const asked = await askForTls(conversation, { helloName: helloName ?? literalOf(socket), deadline });
  const { banner, extensions, failure } = asked;
  conversation.release();
  const facts = {
    ...{ address, banner, extensions, tls: null },
    timings: { connectMs, ...asked.timings, tlsMs: null },
  };
  if (failure !== null) {
    if (asked.isQuitDue) await takeLeave(socket, Math.min(leavePatienceMs, deadline.remainingMs()));
    return { look: { ...facts, kind: "failed", ...failure }, mayBeOld: false };
  }
  const start = performance.now();
  const shaken = await shakeHands(socket, { host, context, timeoutMs: deadline.remainingMs() });
  if (!shaken.ok)
    return { look: { ...facts, ...handshakeFailure(shaken) }, mayBeOld: isAboutVersions(shaken) };
  const timings = { ...facts.timings, tlsMs: elapsed(start) };
  const tls = readMxTls(shaken.socket);
  // RFC 3207 §4.1: who does not go on says QUIT at once.
  const alert = await takeLeave(shaken.socket, Math.min(leavePatienceMs, deadline.remainingMs()));
  if (alert === null) return { look: { ...facts, tls, timings, kind: "secured" }, mayBeOld: false };
  return { look: { ...facts, tls, timings, ...failed("tls-handshake", alert) }, mayBeOld: false };
}

function handshakeFailure({ kind, detail }: Extract<Handshake, { ok: false }>) {
  return failed(kind === "timeout" ? "tls-timeout" : "tls-handshake", detail);
}

/** Alerts and silences with which servers meet a client that is too new for them; a time-out is not asked twice. */
function isAboutVersions({ kind, code }: Extract<Handshake, { ok: false }>): boolean {
  if (kind === "timeout") return false;
  return code === null || code === "ECONNRESET" || code === "EPIPE" || aboutVersions.test(code);
}

const aboutVersions = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY/;

/** A look that came to no connection. */
export function unconnected(address: string, fault: MxFault, detail: string): MxAddressLook {
  const timings = { connectMs: null, bannerMs: null, ehloMs: null, starttlsMs: null, tlsMs: null };
  return { address, banner: null, extensions: [], tls: null, timings, ...failed(fault, detail) };
}

function failed(fault: MxFault, detail: string) {
  return { kind: "failed" as const, fault, detail, reply: null };
}

/** RFC 5321 §4.1.3. */
function literalOf({ localAddress = "127.0.0.1" }: Socket): string {
  return isIPv6(localAddress) ? `[IPv6:${localAddress}]` : `[${localAddress}]`;
}

function elapsed(start: number): number {
  return Math.round(performance.now() - start);
}
