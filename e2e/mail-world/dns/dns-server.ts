import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import type { Socket } from "node:net";
import { isAddressInUse, type Listener, listen } from "../listening.ts";
import { answerQuery, type SeenQuery } from "./answer-query.ts";
import type { NameTable } from "./name-table.ts";

export type DnsServer = { port: number; stop: () => Promise<void> };

const host = "127.0.0.1";
const attempts = 20;

/**
 * Serves the names over UDP and TCP on one port of 127.0.0.1. Port 0 takes any port that is free for both.
 * Throws when the given port is taken.
 */
export async function startDnsServer(
  names: NameTable,
  port: number,
  onQuery: (query: SeenQuery) => void,
): Promise<DnsServer> {
  const { tcp, udp } = await bindBoth((socket) => serveTcp(socket, names, onQuery), port);
  udp.on("message", (message, peer) => {
    const reply = answerQuery(message, "udp", names, onQuery);
    if (reply.kind === "message") udp.send(reply.message, peer.port, peer.address);
  });
  return {
    port: tcp.port,
    async stop() {
      const closed = once(udp, "close");
      udp.close();
      await Promise.all([closed, tcp.stop()]);
    },
  };
}

/** The system picks a port that is free for TCP only, so the pair may need another try. */
async function bindBoth(
  onConnection: (socket: Socket) => void,
  port: number,
): Promise<{ tcp: Listener; udp: UdpSocket }> {
  for (let attempt = 1; ; attempt++) {
    const tcp = await listen(onConnection, port, host);
    const udp = createSocket("udp4");
    try {
      udp.bind(tcp.port, host);
      await once(udp, "listening");
      return { tcp, udp };
    } catch (error) {
      udp.close();
      await tcp.stop();
      if (port !== 0 || attempt === attempts || !isAddressInUse(error)) throw error;
    }
  }
}

/** Messages over TCP carry their length in two octets (RFC 1035 §4.2.2); one connection may ask several times. */
function serveTcp(socket: Socket, names: NameTable, onQuery: (query: SeenQuery) => void): void {
  let waiting: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0);
      const reply = answerQuery(waiting.subarray(2, end), "tcp", names, onQuery);
      waiting = waiting.subarray(end);
      if (reply.kind === "close") return void socket.end();
      if (reply.kind === "message") socket.write(framed(reply.message));
    }
  });
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
