import { isUtf8 } from "node:buffer";
import { inflateGzip } from "./gzip.ts";

/** Octets, and inflated octets per compressed octet. */
export type UnpackCaps = { compressedBytes: number; inflatedBytes: number; ratio: number };

/**
 * Real reports inflate up to some 25-fold, and the largest senders' stay far below a megabyte. DEFLATE itself
 * can reach 1032-fold, which only a bomb does.
 */
export const defaultUnpackCaps: UnpackCaps = {
  compressedBytes: 4_194_304,
  inflatedBytes: 10_485_760,
  ratio: 200,
};

export type UnpackFault =
  | "empty"
  | "too-large-compressed"
  | "too-large-inflated"
  | "ratio"
  | "not-gzip"
  | "not-utf8"
  | "unknown-format";

/** `detail` is for logs and the quarantine's page; it carries nothing of the content. */
export type Unpacked =
  | { ok: true; json: string; encoding: "json" | "gzip" }
  | { ok: false; reason: UnpackFault; detail: string };

/**
 * Finds the JSON text of a report by its bytes: media types and file names are often wrong (plain JSON labelled
 * gzip, and the reverse). Gzip or plain JSON, in UTF-8 (RFC 8460 §5.1, §4); a byte order mark and blanks in
 * front are tolerated. The JSON itself is not judged. Never rejects.
 */
export async function unpackReport(
  bytes: Uint8Array,
  caps: UnpackCaps = defaultUnpackCaps,
): Promise<Unpacked> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return readText(bytes, "json", caps);
  if (bytes.length > caps.compressedBytes) {
    return refuse("too-large-compressed", `${bytes.length} octets, more than ${caps.compressedBytes}`);
  }
  const inflated = await inflateGzip(bytes, caps);
  return inflated.ok ? readText(inflated.bytes, "gzip", caps) : inflated;
}

function readText(bytes: Uint8Array, encoding: "json" | "gzip", caps: UnpackCaps): Unpacked {
  if (bytes.length > caps.inflatedBytes) {
    return refuse("too-large-inflated", `${bytes.length} octets, more than ${caps.inflatedBytes}`);
  }
  const text = hasUtf8Mark(bytes) ? bytes.subarray(3) : bytes;
  const first = text.find((octet) => !blanks.has(octet));
  if (first === undefined) return refuse("empty", bytes.length === 0 ? "no octets" : "blanks only");
  if (isUtf16(text)) return refuse("not-utf8", "looks like UTF-16");
  if (first !== leftBrace && first !== leftBracket)
    return refuse("unknown-format", `begins with ${hex(bytes)}`);
  if (!isUtf8(text)) return refuse("not-utf8", "octets that are not UTF-8");
  return {
    ok: true,
    json: Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("utf8"),
    encoding,
  };
}

/** The only blanks that JSON knows (RFC 8259 §2). */
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);
const leftBrace = 0x7b;
const leftBracket = 0x5b;

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** A byte order mark, or an ASCII character beside a zero octet, which no JSON text in UTF-8 begins with. */
function isUtf16([a, b]: Uint8Array): boolean {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0) !== (b === 0);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4)).toString("hex");
}

function refuse(reason: UnpackFault, detail: string): Unpacked {
  return { ok: false, reason, detail };
}
