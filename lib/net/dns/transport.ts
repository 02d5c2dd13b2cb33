import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import type { DnsFault } from "#lib/core/evidence.ts";
import { answerCaps, type Query, type Reply } from "./message.ts";
import type { DnsServer } from "./server-address.ts";

export type Exchange = { kind: "reply"; reply: Reply } | { kind: "fault"; reason: DnsFault; detail: string };

/**
 * Sends one query in a datagram and waits for its answer. Each call has a socket of its own, so the source
 * port is as random as the id, and the socket is connected, so the kernel drops what comes from elsewhere.
 * Strays are ignored until the time is over. Never rejects.
 */
export function exchangeUdp(server: DnsServer, query: Query, timeoutMs: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(server.host) ? "udp6" : "udp4");
    const timer = setTimeout(() => finish(timedOut(timeoutMs)), timeoutMs);
    let open = true;
    const finish = (exchange: Exchange) => {
      if (!open) return;
      open = false;
      clearTimeout(timer);
      socket.close();
      resolve(exchange);
    };
    socket.on("error", (error) => finish(networkFault(error)));
    socket.on("message", (bytes) => {
      const reading = query.read(bytes);
      if (reading.kind === "reply") finish(reading);
      if (reading.kind === "malformed") finish(malformed(reading.detail));
    });
    socket.on("connect", () => {
      socket.send(query.bytes, (error) => {
        if (error !== null) finish(networkFault(error));
      });
    });
    socket.connect(server.port, server.host);
  });
}

/** The same over TCP (RFC 7766), for answers that do not fit a datagram. Never rejects. */
export function exchangeTcp(server: DnsServer, query: Query, timeoutMs: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect({ host: server.host, port: server.port });
    const timer = setTimeout(() => finish(timedOut(timeoutMs)), timeoutMs);
    const finish = (exchange: Exchange) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(exchange);
    };
    let received: Buffer = Buffer.alloc(0);
    socket.on("error", (error) => finish(networkFault(error)));
    socket.on("close", () => finish({ kind: "fault", reason: "network", detail: "connection closed early" }));
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      const exchange = readFramed(received, query);
      if (exchange !== null) finish(exchange);
    });
    socket.write(framed(query.bytes));
  });
}

/** `null` while the message, announced by two octets of length (RFC 1035 §4.2.2), is not complete. */
function readFramed(received: Buffer, query: Query): Exchange | null {
  if (received.length < 2) return null;
  const length = received.readUInt16BE(0);
  if (length > answerCaps.bytes) return malformed(`answer of ${length} octets`);
  if (received.length < 2 + length) return null;
  const reading = query.read(received.subarray(2, 2 + length));
  switch (reading.kind) {
    case "reply":
      return reading;
    case "malformed":
      return malformed(reading.detail);
    case "foreign":
      return malformed("TCP answer to another question");
    default:
      return reading satisfies never;
  }
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function timedOut(timeoutMs: number): Exchange {
  return { kind: "fault", reason: "timeout", detail: `no answer within ${timeoutMs} ms` };
}

function networkFault(error: NodeJS.ErrnoException): Exchange {
  return { kind: "fault", reason: "network", detail: error.code ?? error.message };
}

function malformed(detail: string): Exchange {
  return { kind: "fault", reason: "malformed", detail };
}
