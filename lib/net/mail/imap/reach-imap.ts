import { isIP, type Socket } from "node:net";
import { connect, type SecureContext, type TLSSocket } from "node:tls";
import type { MailboxFaultCode } from "#lib/core/mailbox/mailbox-fault.ts";
import { orderAddresses } from "#lib/net/address-order.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import { dial } from "#lib/net/dial.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import { isPublicAddress, type TargetGuard } from "#lib/net/target.ts";
import { tlsReason } from "#lib/net/tls/handshake.ts";
import { ImapTrouble, isCertificateCode } from "./imap-trouble.ts";
import { serverWords } from "./server-words.ts";

/** `none` is let through to private addresses alone, which the operator has allowed. */
export type ImapSecurity = "tls" | "starttls" | "none";

/** A host name in A-labels, or a literal address. */
export type ImapServer = { host: string; port: number; security: ImapSecurity };

export type ReachImap = {
  resolver: Pick<Resolver, "addresses">;
  guard: TargetGuard;
  trust: SecureContext;
  deadlines: { reachMs: number; connectMs: number };
};

/** Look-up, target check, connection to exactly the checked address, TLS. Rejects with `ImapTrouble`. */
export async function reachImap(server: ImapServer, options: ReachImap): Promise<Socket> {
  const deadline = startDeadline(options.deadlines.reachMs);
  const [first, ...rest] = await permittedAddresses(server, options, deadline);
  if (first === undefined) throw new ImapTrouble("dns-absent", null);
  const dialled = await dial([first, ...rest], {
    port: server.port,
    connectMs: options.deadlines.connectMs,
    deadline,
  });
  if (!dialled.ok) throw new ImapTrouble(dialled.fault, serverWords(dialled.detail));
  if (server.security !== "tls") return dialled.socket;
  return shakeHands(dialled.socket, server.host, options.trust, deadline.remainingMs());
}

async function permittedAddresses(
  { host, security }: ImapServer,
  { resolver, guard }: ReachImap,
  deadline: Deadline,
): Promise<string[]> {
  const found = isIP(host) === 0 ? await lookUp(host, resolver, deadline) : [host];
  const { permitted, refused } = orderAddresses(found, guard);
  if (permitted.length === 0 && refused.length > 0) throw refusal("target-refused", refused);
  if (security !== "none") return permitted;
  const inside = permitted.filter((address) => !isPublicAddress(address));
  if (inside.length === 0 && permitted.length > 0) throw refusal("plain-text-refused", permitted);
  return inside;
}

function refusal(code: MailboxFaultCode, addresses: string[]): ImapTrouble {
  return new ImapTrouble(code, addresses.join(", "));
}

async function lookUp(host: string, resolver: ReachImap["resolver"], deadline: Deadline): Promise<string[]> {
  const answer = await resolver.addresses(host, deadline.remainingMs());
  switch (answer.kind) {
    case "found":
      return answer.records;
    case "absent":
      throw new ImapTrouble("dns-absent", answer.reason);
    case "unreachable":
      throw new ImapTrouble("dns-unreachable", serverWords(`${answer.reason}: ${answer.detail}`));
    default:
      return answer satisfies never;
  }
}

/** TLS with a certificate that holds for the host (RFC 9051 §11.1); an address needs one that names the address. */
export function startTls(socket: Socket, host: string, trust: SecureContext): TLSSocket {
  return connect({
    socket,
    host,
    // A name that is an address has no SNI (RFC 6066 §3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    secureContext: trust,
    rejectUnauthorized: true,
  });
}

function shakeHands(tcp: Socket, host: string, trust: SecureContext, timeoutMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = startTls(tcp, host, trust);
    const fail = (code: MailboxFaultCode, words: string) => {
      clearTimeout(timer);
      socket.destroy();
      tcp.destroy();
      reject(new ImapTrouble(code, serverWords(words)));
    };
    const timer = setTimeout(() => fail("tls-handshake", "no TLS handshake in time"), timeoutMs);
    const closed = () => fail("tls-handshake", "connection closed during the handshake");
    // Stays for the socket's whole life: an error after the last reader has gone must not end the process.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (isCertificateCode(error.code ?? "")) fail("certificate", `${error.code}: ${error.message}`);
      else fail("tls-handshake", tlsReason(error));
    });
    socket.once("close", closed);
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      socket.off("close", closed);
      resolve(socket);
    });
  });
}
