import {
  type Answer,
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  type DecodedPacket,
  DNSSEC_OK,
  decode,
  encode,
  type OptAnswer,
  type Question,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import type { DnsFault } from "../description.ts";
import type { NameTable, Resolution } from "./name-table.ts";

export type Transport = "udp" | "tcp";
export type SeenQuery = { name: string; type: string; transport: Transport };

/** `silence`: no reply at all. `close`: ends the connection (TCP only). */
export type Reply = { kind: "message"; message: Buffer } | { kind: "silence" } | { kind: "close" };

const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };
const classicUdpLimit = 512;
/** No real path carries more without fragments (DNS flag day 2020), whatever the query asks for. */
const ednsUdpLimit = 1232;

/**
 * Answers one DNS message from the world's names: as a validating resolver would, and when the query does not ask
 * for recursion (RD) as a name server of the zones would.
 */
export function answerQuery(
  message: Buffer,
  transport: Transport,
  names: NameTable,
  onQuery: (query: SeenQuery) => void,
): Reply {
  const query = decodeQuery(message);
  const question = query?.questions?.[0];
  if (!query || !question) return { kind: "silence" };
  onQuery({ name: question.name.toLowerCase(), type: question.type, transport });
  const resolution = query.flag_rd
    ? names.resolve(question.name, question.type, query.flag_cd)
    : names.serve(question.name, question.type);
  return resolution.kind === "fault"
    ? faultReply(query, question, resolution.fault)
    : answerReply(query, question, resolution, transport);
}

function decodeQuery(message: Buffer): DecodedPacket | null {
  try {
    const packet = decode(message);
    return packet.type === "query" ? packet : null;
  } catch {
    return null;
  }
}

function answerReply(
  query: DecodedPacket,
  question: Question,
  resolution: Extract<Resolution, { kind: "answer" }>,
  transport: Transport,
): Reply {
  const edns = ednsOf(query);
  // RFC 6840 §5.7: AD goes only to those who asked for it, by DO or by AD in the query.
  const wantsAd = query.flag_ad || (edns !== null && (edns.flags & DNSSEC_OK) !== 0);
  const authentic = resolution.secure && !resolution.authoritative && wantsAd;
  const flags =
    rcodes[resolution.rcode] |
    (resolution.authoritative ? AUTHORITATIVE_ANSWER : 0) |
    (authentic ? AUTHENTIC_DATA : 0);
  const whole = build(query, question, flags, resolution.answers, resolution.authorities);
  if (transport === "tcp") {
    return resolution.truncate === "no-tcp" ? { kind: "close" } : { kind: "message", message: whole };
  }
  const limit = edns === null ? classicUdpLimit : clamp(edns.udpPayloadSize, classicUdpLimit, ednsUdpLimit);
  if (resolution.truncate === "no" && whole.length <= limit) return { kind: "message", message: whole };
  return { kind: "message", message: build(query, question, flags | TRUNCATED_RESPONSE, [], []) };
}

function faultReply(query: DecodedPacket, question: Question, fault: DnsFault): Reply {
  const code = (rcode: number): Reply => ({
    kind: "message",
    message: build(query, question, rcode, [], []),
  });
  switch (fault) {
    case "timeout":
      return { kind: "silence" };
    case "servfail":
    case "bogus":
      return code(rcodes.SERVFAIL);
    case "refused":
      return code(rcodes.REFUSED);
    case "notimp":
      return code(rcodes.NOTIMP);
    case "malformed":
      return { kind: "message", message: cutOff(query, question) };
    case "truncated":
    case "truncated-without-tcp":
      throw new Error(`${fault} is a way of answering and never reaches this point`);
    default:
      return fault satisfies never;
  }
}

function build(
  query: DecodedPacket,
  question: Question,
  flags: number,
  answers: Answer[],
  authorities: Answer[],
): Buffer {
  const asked = (query.flags ?? 0) & ~AUTHENTIC_DATA & 0x7ff0;
  return encode({
    type: "response",
    id: query.id ?? 0,
    flags: asked | flags | recursionAvailable(query),
    questions: [question],
    answers,
    authorities,
    additionals: ednsOf(query) === null ? [] : [ednsReply],
  });
}

/** Offered by the resolver, not by the name server that stands on the same port. */
function recursionAvailable({ flags = 0 }: DecodedPacket): number {
  return (flags & RECURSION_DESIRED) === 0 ? 0 : RECURSION_AVAILABLE;
}

/** A reply that promises one record and ends in the middle of it: no decoder may accept it. */
function cutOff(query: DecodedPacket, question: Question): Buffer {
  const record: Answer = { type: "TXT", name: question.name, ttl: 60, data: ["cut off in the middle"] };
  const whole = encode({
    type: "response",
    id: query.id ?? 0,
    flags: RECURSION_AVAILABLE,
    questions: [question],
    answers: [record],
  });
  return whole.subarray(0, whole.length - 8);
}

function ednsOf(query: DecodedPacket): OptAnswer | null {
  return (query.additionals ?? []).find((record): record is OptAnswer => record.type === "OPT") ?? null;
}

const ednsReply: OptAnswer = {
  type: "OPT",
  name: ".",
  udpPayloadSize: ednsUdpLimit,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
