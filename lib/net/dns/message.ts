import { randomInt } from "node:crypto";
import {
  type Answer,
  AUTHENTIC_DATA,
  CHECKING_DISABLED,
  type DecodedPacket,
  DNSSEC_OK,
  decode,
  encode,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import type { QueryType } from "./records.ts";

export type Question = { name: string; type: QueryType };

/** `recursionDesired` asks a resolver to find the answer; without it a server says only what it has itself. */
export type QueryFlags = { recursionDesired: boolean; checkingDisabled: boolean };

/** One encoded query: what to send, and how to tell its answer from anything else that arrives. */
export type Query = { bytes: Buffer; read: (answer: Buffer) => Reading };

export type Reply = {
  /** `NOERROR`, `NXDOMAIN`, …, with the upper bits of EDNS taken in (RFC 6891 §6.1.3). */
  rcode: string;
  /** The AD bit: the resolver says that it validated this (RFC 4035 §3.2.3). */
  authenticated: boolean;
  /** The AA bit: the server speaks for the zone of the name asked for (RFC 1035 §4.1.1). */
  authoritative: boolean;
  truncated: boolean;
  answers: Answer[];
  /** The authority section carries a SOA, so an empty answer is a proper NODATA (RFC 2308 §2.2). */
  hasSoa: boolean;
  /** Points at other name servers instead of answering: this server does not do recursion. */
  isReferral: boolean;
  /** The first extended error as `EDE <code> <text>` (RFC 8914), when there is one. */
  extendedError: string | null;
};

/** `foreign` is not the answer to this query (stray, late or forged) and must be ignored. */
export type Reading =
  | { kind: "reply"; reply: Reply }
  | { kind: "malformed"; detail: string }
  | { kind: "foreign" };

/** Larger answers than any honest RRset needs are refused before they are decoded. */
export const answerCaps = { bytes: 32_768, records: 512 };

/**
 * Encodes one question with a fresh random id. With `edns` the DO bit is set and 1232 octets of UDP are
 * offered (what passes every path unfragmented). AD in a query asks for AD in the answer (RFC 6840 §5.7).
 */
export function encodeQuery(question: Question, options: QueryFlags & { edns: boolean }): Query {
  const id = randomInt(0x1_0000);
  const flags =
    AUTHENTIC_DATA |
    (options.recursionDesired ? RECURSION_DESIRED : 0) |
    (options.checkingDisabled ? CHECKING_DISABLED : 0);
  const bytes = encode({
    type: "query",
    id,
    flags,
    questions: [{ ...question, class: "IN" }],
    additionals: options.edns ? [ednsRecord()] : [],
  });
  return { bytes, read: (answer) => readReply(answer, id, question) };
}

function readReply(bytes: Buffer, id: number, question: Question): Reading {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== id || (bytes.readUInt16BE(2) & 0x8000) === 0) {
    return { kind: "foreign" };
  }
  if (bytes.length > answerCaps.bytes) return malformed(`answer of ${bytes.length} octets`);
  const records = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10);
  if (records > answerCaps.records) return malformed(`answer of ${records} records`);
  const packet = decodePacket(bytes);
  // Some servers cut a truncated answer inside a record; it is asked again over TCP anyway.
  if (packet === null && isTruncated(bytes)) return { kind: "reply", reply: cutReply };
  if (packet === null) return malformed("answer that cannot be decoded");
  if (!answersQuestion(packet, question)) return { kind: "foreign" };
  return { kind: "reply", reply: toReply(packet) };
}

function isTruncated(bytes: Buffer): boolean {
  return (bytes.readUInt16BE(2) & TRUNCATED_RESPONSE) !== 0;
}

const cutReply: Reply = {
  rcode: "NOERROR",
  authenticated: false,
  authoritative: false,
  truncated: true,
  answers: [],
  hasSoa: false,
  isReferral: false,
  extendedError: null,
};

type Packet = DecodedPacket & { rcode: string };

function decodePacket(bytes: Buffer): Packet | null {
  try {
    const packet = decode(bytes);
    // The decoder reads past the end of a cut message without complaint; its count tells.
    return decode.bytes <= bytes.length ? withRcode(packet) : null;
  } catch {
    return null;
  }
}

/** dns-packet always sets `rcode` on what it decodes; only its type declarations leave it out. */
function withRcode(packet: DecodedPacket): Packet {
  return packet as Packet;
}

/** A server that could not parse the query may leave the question out of its error (RFC 1035 §4.1.1). */
function answersQuestion(packet: Packet, question: Question): boolean {
  const [asked, ...more] = packet.questions ?? [];
  if (asked === undefined) return packet.rcode !== "NOERROR" && packet.rcode !== "NXDOMAIN";
  const sameName = asked.name.toLowerCase() === question.name;
  return more.length === 0 && sameName && asked.type === question.type && asked.class === "IN";
}

function toReply(packet: Packet): Reply {
  const authorities = packet.authorities ?? [];
  const answers = (packet.answers ?? []).filter((record) => "class" in record && record.class === "IN");
  const hasSoa = authorities.some((record) => record.type === "SOA");
  const delegates = authorities.some((record) => record.type === "NS");
  return {
    rcode: extendedRcode(packet),
    authenticated: packet.flag_ad,
    authoritative: packet.flag_aa,
    truncated: packet.flag_tc,
    answers,
    hasSoa,
    isReferral: answers.length === 0 && delegates && !hasSoa && !packet.flag_aa,
    extendedError: extendedError(packet),
  };
}

function extendedRcode(packet: Packet): string {
  const upperBits = ednsOf(packet)?.extendedRcode ?? 0;
  if (upperBits === 0) return packet.rcode;
  return upperBits === 1 && packet.rcode === "NOERROR"
    ? "BADVERS"
    : `extended RCODE ${upperBits}/${packet.rcode}`;
}

/** Option 15: a 16-bit code, then UTF-8 text for people (RFC 8914 §2). */
function extendedError(packet: Packet): string | null {
  const option = ednsOf(packet)?.options.find(({ code }) => (code as number) === 15);
  const data = option?.data;
  if (data === undefined || data.length < 2) return null;
  const text = data.toString("utf8", 2, 202).replace(/\p{Cc}+/gu, " ");
  return `EDE ${data.readUInt16BE(0)} ${text}`.trim();
}

function ednsOf(packet: Packet) {
  return packet.additionals?.find((record) => record.type === "OPT");
}

function ednsRecord(): Answer {
  return {
    type: "OPT",
    name: ".",
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: DNSSEC_OK,
    flag_do: true,
    options: [],
  };
}

function malformed(detail: string): Reading {
  return { kind: "malformed", detail };
}
