import { isUtf8 } from "node:buffer";
import type { Fault } from "./fault.ts";

export type JsonText = { ok: true; json: string } | ({ ok: false } & Fault);

/**
 * The JSON text that octets hold, in UTF-8 (RFC 8259 §8.1); a byte order mark and blanks in front are tolerated. The JSON
 * itself is not judged.
 */
export function readJsonText(bytes: Uint8Array, caps: { inflatedBytes: number }): JsonText {
  const text = hasUtf8Mark(bytes) ? bytes.subarray(3) : bytes;
  const first = firstSolid(text);
  if (first === null) return refuse("empty", bytes.length === 0 ? "no octets" : "blanks only");
  if (isUtf16(text)) return refuse("not-utf8", "looks like UTF-16");
  if (first !== leftBrace && first !== leftBracket)
    return refuse("unknown-format", `begins with ${hex(bytes)}`);
  if (bytes.length > caps.inflatedBytes) {
    return refuse("too-large-inflated", `${bytes.length} octets, more than ${caps.inflatedBytes}`);
  }
  if (!isUtf8(text)) return refuse("not-utf8", "octets that are not UTF-8");
  return { ok: true, json: asBuffer(text).toString("utf8") };
}

/** The same octets, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The only blanks that JSON knows (RFC 8259 §2). */
/** By index: an iterator would take a tenth of a second for a body of blanks. */
function firstSolid(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; at++) {
    const octet = bytes[at] ?? 0;
    if (octet !== 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d) return octet;
  }
  return null;
}

const leftBrace = 0x7b;
const leftBracket = 0x5b;

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** A byte order mark, or an ASCII character beside a zero octet, which no JSON text in UTF-8 begins with. */
function isUtf16({ 0: a, 1: b }: Uint8Array): boolean {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0) !== (b === 0);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4)).toString("hex");
}

function refuse(reason: Fault["reason"], detail: string): JsonText {
  return { ok: false, reason, detail };
}
