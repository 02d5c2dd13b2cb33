import { crc32, inflateRaw, inflateRawSync, type ZlibOptions } from "node:zlib";

export type Inflated =
  | { ok: true; bytes: Buffer }
  | { ok: false; reason: "too-large-inflated" | "ratio" | "not-gzip"; detail: string };

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
    if (parts.length === maxMembers) return notGzip(`more than ${maxMembers} members`);
    const member = await inflateMember(rest, limit.octets - length);
    if (!member.ok) return member.overLimit ? limit.refusal : notGzip(member.detail);
    parts.push(member.content);
    length += member.content.length;
    rest = rest.subarray(member.consumed);
  }
  return { ok: true, bytes: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts) };
}

/** Block-wise writers make a member of every 64 kB or so; each one costs a call into zlib. */
const maxMembers = 256;

/** The ratio counts only above a megabyte: tiny input with long runs is harmless and can exceed any ratio. */
function outputLimit(compressedBytes: number, caps: { inflatedBytes: number; ratio: number }) {
  const byRatio = Math.max(1_048_576, compressedBytes * caps.ratio);
  if (byRatio < caps.inflatedBytes) {
    const detail = `inflates more than ${caps.ratio}-fold`;
    return { octets: byRatio, refusal: { ok: false, reason: "ratio", detail } satisfies Inflated };
  }
  const detail = `inflates to more than ${caps.inflatedBytes} octets`;
  return {
    octets: caps.inflatedBytes,
    refusal: { ok: false, reason: "too-large-inflated", detail } satisfies Inflated,
  };
}

type Member =
  | { ok: true; content: Buffer; consumed: number }
  | { ok: false; overLimit: boolean; detail: string };

function isMember(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

async function inflateMember(bytes: Uint8Array, limit: number): Promise<Member> {
  const start = headerLength(bytes);
  if (start === null) return broken("no gzip header");
  const inflated = await inflate(bytes.subarray(start), limit);
  if (!inflated.ok) return inflated;
  const end = start + inflated.consumed + 8;
  if (bytes.length < end) return broken("ends before its checksum");
  const trailer = Buffer.from(bytes.buffer, bytes.byteOffset + end - 8, 8);
  if (trailer.readUInt32LE(0) !== crc32(inflated.content)) return broken("its checksum does not fit");
  const length = inflated.content.length % 0x1_0000_0000;
  if (trailer.readUInt32LE(4) !== length) return broken("its length does not fit");
  return { ok: true, content: inflated.content, consumed: end };
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

/**
 * Small input, which is nearly every report, is inflated in place: a tenth of the time that the thread pool
 * takes, and never more than about two milliseconds, as the output is bounded too. The rest does not block.
 */
async function inflate(bytes: Uint8Array, limit: number): Promise<Member> {
  if (bytes.length <= maxBytesInPlace) {
    const inPlace = inflateInPlace(bytes, Math.min(limit, maxOutputInPlace));
    if (inPlace.ok || !inPlace.overLimit || limit <= maxOutputInPlace) return inPlace;
  }
  return inflateInPool(bytes, limit);
}

const maxBytesInPlace = 65_536;
const maxOutputInPlace = 1_048_576;

function inflateInPlace(bytes: Uint8Array, limit: number): Member {
  try {
    return toMember(inflateRawSync(bytes, options(limit)), limit);
  } catch (error) {
    return inflateFault(error);
  }
}

/** Fewer, larger steps make the pool three times as fast as zlib's default. */
function inflateInPool(bytes: Uint8Array, limit: number): Promise<Member> {
  return new Promise((resolve) => {
    inflateRaw(bytes, { ...options(limit), chunkSize: 65_536 }, (error, result) => {
      resolve(error === null ? toMember(result, limit) : inflateFault(error));
    });
  });
}

/** A limit of 0 is not accepted by zlib; one octet more is asked for and refused afterwards. */
function options(limit: number): ZlibOptions {
  return { info: true, maxOutputLength: limit + 1 };
}

/** With `info`, zlib hands out its engine too, which counted the octets it read; its types know only the buffer. */
function toMember(result: unknown, limit: number): Member {
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } };
  if (buffer.length > limit) return { ok: false, overLimit: true, detail: "" };
  return { ok: true, content: buffer, consumed: engine.bytesWritten };
}

function inflateFault(error: unknown): Member {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "ERR_BUFFER_TOO_LARGE") return { ok: false, overLimit: true, detail: code };
  return broken(code === "Z_BUF_ERROR" ? "ends too early" : "its data is damaged");
}

function broken(detail: string): Member {
  return { ok: false, overLimit: false, detail };
}

function notGzip(detail: string): Inflated {
  return { ok: false, reason: "not-gzip", detail };
}
