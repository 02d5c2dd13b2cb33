import { crc32 } from "node:zlib";
import type { Fault } from "./fault.ts";
import { fitsInPlace, inflateInPlace, inflateRaw, outputLimit, type RawInflated } from "./inflate-raw.ts";

export type Inflated = { ok: true; bytes: Buffer } | ({ ok: false } & Fault);

/**
 * Inflates a gzip file (RFC 1952): every member, each checked against its CRC and length. What follows the
 * last member and is no member itself is ignored, as gzip(1) does: HTTP clients and mail software append line
 * ends and padding, and the checksums already vouch for what came before. Memory stays within the caps.
 */
export async function inflateGzip(
  bytes: Uint8Array,
  caps: { inflatedBytes: number; ratio: number },
): Promise<Inflated> {
  const limit = outputLimit(bytes.length, caps);
  const parts: Buffer[] = [];
  let length = 0;
  let rest = bytes;
  while (parts.length === 0 || isMember(rest)) {
    if (parts.length === maxMembers) return tooManyMembers();
    const member = await inflateMember(rest, limit.octets - length);
    if (!member.ok) return member.overLimit ? limit.refusal : notGzip(member.detail);
    parts.push(member.content);
    length += member.content.length;
    rest = rest.subarray(member.consumed);
  }
  return { ok: true, bytes: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts) };
}

/**
 * The content of what nearly every report is, one small member, without waiting; `null` for anything else and for what is
 * damaged, on which `inflateGzip` has the last word.
 */
export function inflateOrdinaryGzip(
  bytes: Uint8Array,
  caps: { inflatedBytes: number; ratio: number },
): Buffer | null {
  const start = fitsInPlace(bytes) ? headerLength(bytes) : null;
  if (start === null) return null;
  const { octets } = outputLimit(bytes.length, caps);
  // The last four octets are the content's length, unless something follows.
  const expected = trailerAt(bytes, bytes.length - 8).readUInt32LE(4);
  const member = checked(bytes, start, inflateInPlace(bytes.subarray(start), octets, expected));
  return member.ok && !isMember(bytes.subarray(member.consumed)) ? member.content : null;
}

/** Block-wise writers make a member of every 64 kB or so; each one costs a call into zlib. */
const maxMembers = 256;

function isMember(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

async function inflateMember(bytes: Uint8Array, limit: number): Promise<RawInflated> {
  const start = headerLength(bytes);
  if (start === null) return broken("no gzip header");
  return checked(bytes, start, await inflateRaw(bytes.subarray(start), limit));
}

/** What was inflated from `start` on, held against the checksum and the length behind it (RFC 1952 §2.3.1). */
function checked(bytes: Uint8Array, start: number, inflated: RawInflated): RawInflated {
  if (!inflated.ok) return inflated;
  const end = start + inflated.consumed + 8;
  if (bytes.length < end) return broken("ends before its checksum");
  const trailer = trailerAt(bytes, end - 8);
  if (trailer.readUInt32LE(0) !== crc32(inflated.content)) return broken("its checksum does not fit");
  const length = inflated.content.length % 0x1_0000_0000;
  if (trailer.readUInt32LE(4) !== length) return broken("its length does not fit");
  return { ok: true, content: inflated.content, consumed: end };
}

function trailerAt(bytes: Uint8Array, at: number): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, 8);
}

/** Length of a member's header, RFC 1952 §2.3; `null` when it is none. Only deflate (8) is defined. */
function headerLength(bytes: Uint8Array): number | null {
  const flags = bytes[3] ?? 0;
  if (!isMember(bytes) || bytes.length < 10 || (flags & 0xe0) !== 0) return null;
  let end = 10;
  if (flags & 0x04) end += 2 + (bytes[end] ?? 0) + (bytes[end + 1] ?? 0) * 256;
  for (const text of [0x08, 0x10]) {
    if ((flags & text) === 0) continue;
    const zero = bytes.indexOf(0, end);
    if (zero === -1) return null;
    end = zero + 1;
  }
  if (flags & 0x02) end += 2;
  return end <= bytes.length ? end : null;
}

function broken(detail: string): RawInflated {
  return { ok: false, overLimit: false, detail };
}

function notGzip(detail: string): Inflated {
  return { ok: false, reason: "not-gzip", detail };
}

function tooManyMembers(): Inflated {
  return { ok: false, reason: "too-many-members", detail: `more than ${maxMembers} members` };
}
