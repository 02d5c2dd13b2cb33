import { createSocket, type RemoteInfo, type Socket as UdpSocket } from "node:dgram";
import { createServer } from "node:net";
import {
  type Answer,
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  type DecodedPacket,
  decode,
  encode,
  TRUNCATED_RESPONSE,
} from "dns-packet";

/** A question as a test's responder sees it. */
export type AskedQuestion = {
  name: string;
  type: string;
  transport: "udp" | "tcp";
  id: number;
  recursionDesired: boolean;
  checkingDisabled: boolean;
  edns: { dnssecOk: boolean; udpPayloadSize: number } | null;
  sender: RemoteInfo | null;
};

/** `silence` answers nothing; `raw` sends these octets as they are, in order, `close`
 * ends a TCP connection; the rest is an ordinary answer. */
export type Reaction =
  | { kind: "silence" }
  | { kind: "raw"; messages: Buffer[] }
  | { kind: "close" }
  | Answered;

export type Answered = {
  kind: "answer";
  rcode?: number;
  answers?: Answer[];
  authorities?: Answer[];
  additionals?: Answer[];
  authenticated?: boolean;
  authoritative?: boolean;
  truncated?: boolean;
};

export type Responder = (question: AskedQuestion) => Reaction;

export type TestDnsServer = {
  /** For `createResolver`. */
  address: string;
  /** Everything asked so far, in order. */
  asked: AskedQuestion[];
  /** Sends a datagram from the server's own socket. */
  send(bytes: Buffer, port: number): void;
  close(): Promise<void>;
};

export const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };

/**
 * A real DNS server on loopback, UDP and TCP on one port, that answers as the responder says. `host` and `port` are for
 * servers that have to stand on one port at several addresses; the port is any free one otherwise.
 */
export async function startDnsServer(
  respond: Responder,
  { host = "127.0.0.1", port: wanted = 0 } = {},
): Promise<TestDnsServer> {
  const asked: AskedQuestion[] = [];
  const react = (bytes: Buffer, transport: "udp" | "tcp", sender: RemoteInfo | null) => {
    const packet = decode(bytes);
    const question = readQuestion(packet, transport, sender);
    asked.push(question);
    return toMessages(packet, respond(question));
  };

  const tcp = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (chunk: Buffer) => {
      const messages = react(chunk.subarray(2), "tcp", null);
      if (messages === "close") socket.destroy();
      for (const message of messages === "close" ? [] : messages) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        socket.write(Buffer.concat([length, message]));
      }
    });
  });
  const { udp, port } = await bindBoth(tcp, host, wanted);
  udp.on("message", (bytes, sender) => {
    const messages = react(bytes, "udp", sender);
    if (messages === "close") return;
    for (const message of messages) udp.send(message, sender.port, sender.address);
  });

  return {
    address: `${host}:${port}`,
    asked,
    send: (bytes, to) => udp.send(bytes, to, host),
    close: async () => {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}

/** Encodes an answer to `question`; parts of it may be overruled to forge one that does not fit. */
export function encodeAnswer(
  question: Pick<AskedQuestion, "id" | "name" | "type">,
  reaction: Answered,
  forged: { id?: number; name?: string; type?: string } = {},
): Buffer {
  const flags =
    0x8180 |
    (reaction.rcode ?? 0) |
    (reaction.authenticated ? AUTHENTIC_DATA : 0) |
    (reaction.authoritative ? AUTHORITATIVE_ANSWER : 0) |
    (reaction.truncated ? TRUNCATED_RESPONSE : 0);
  return encode({
    type: "response",
    id: forged.id ?? question.id,
    flags,
    questions: [{ name: forged.name ?? question.name, type: (forged.type ?? question.type) as "A" }],
    answers: reaction.answers ?? [],
    authorities: reaction.authorities ?? [],
    additionals: reaction.additionals ?? [],
  });
}

function toMessages(packet: DecodedPacket, reaction: Reaction): Buffer[] | "close" {
  switch (reaction.kind) {
    case "silence":
      return [];
    case "close":
      return "close";
    case "raw":
      return reaction.messages;
    case "answer":
      return [encodeAnswer(readQuestion(packet, "udp", null), reaction)];
    default:
      return reaction satisfies never;
  }
}

function readQuestion(
  packet: DecodedPacket,
  transport: "udp" | "tcp",
  sender: RemoteInfo | null,
): AskedQuestion {
  const [question] = packet.questions ?? [];
  if (question === undefined) throw new Error("a query without a question");
  const opt = packet.additionals?.find((record) => record.type === "OPT");
  return {
    name: question.name,
    type: question.type,
    transport,
    id: packet.id ?? 0,
    recursionDesired: packet.flag_rd,
    checkingDisabled: packet.flag_cd,
    edns: opt === undefined ? null : { dnssecOk: opt.flag_do, udpPayloadSize: opt.udpPayloadSize },
    sender,
  };
}

/** The system picks a TCP port; now and then the UDP port of that number is taken, and the next try differs. */
async function bindBoth(
  tcp: ReturnType<typeof createServer>,
  host: string,
  wanted: number,
): Promise<{ udp: UdpSocket; port: number }> {
  for (let attempt = 0; attempt < 10; attempt++) {
    await new Promise<void>((resolve) => tcp.listen(wanted, host, resolve));
    const bound = tcp.address();
    const port = bound !== null && typeof bound === "object" ? bound.port : 0;
    const udp = createSocket("udp4");
    const free = await new Promise<boolean>((resolve) => {
      udp.once("error", () => resolve(false));
      udp.bind(port, host, () => resolve(true));
    });
    if (free) return { udp, port };
    udp.close();
    await new Promise((resolve) => tcp.close(resolve));
  }
  throw new Error("no port is free for both UDP and TCP");
}
