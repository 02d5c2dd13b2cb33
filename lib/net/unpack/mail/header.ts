import { isUtf8 } from "node:buffer";
import { asBuffer } from "../json-text.ts";

/** One header field: its name in lower case, its value unfolded and otherwise as it came. */
export type HeaderField = { name: string; value: string };

export type HeaderBlock =
  /** `bodyStart`: where the body begins, after the empty line. */
  { ok: true; fields: HeaderField[]; bodyStart: number } | { ok: false };

/**
 * Reads the header of a mail or of one of its parts (RFC 5322 §2.2, RFC 2045 §3), which ends at the first empty line, or
 * with the octets. Line ends may be CRLF or LF; lines that are no field are skipped. `ok: false`: it does not end within
 * `maxBytes`.
 */
export function readHeaderBlock(bytes: Uint8Array, maxBytes: number): HeaderBlock {
  const window = asBuffer(bytes).subarray(0, maxBytes);
  const end = headerEnd(window);
  if (end === null && bytes.length > maxBytes) return { ok: false };
  const { header, bodyStart } = end ?? { header: window.length, bodyStart: window.length };
  const block = window.subarray(0, header);
  return { ok: true, fields: fieldsOf(block.toString(isUtf8(block) ? "utf8" : "latin1")), bodyStart };
}

function headerEnd(window: Buffer): { header: number; bodyStart: number } | null {
  if (window[0] === lineFeed) return { header: 0, bodyStart: 1 };
  if (window[0] === carriageReturn && window[1] === lineFeed) return { header: 0, bodyStart: 2 };
  const lf = window.indexOf("\n\n");
  const crlf = window.indexOf("\n\r\n");
  if (lf === -1 && crlf === -1) return null;
  return crlf === -1 || (lf !== -1 && lf < crlf)
    ? { header: lf, bodyStart: lf + 2 }
    : { header: crlf, bodyStart: crlf + 3 };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Only blank and tab continue a field (RFC 5322 §2.2.3). */
function fieldsOf(text: string): HeaderField[] {
  const fields: { name: string; lines: string[] }[] = [];
  for (const ended of text.split("\n")) {
    const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
    if (line.startsWith(" ") || line.startsWith("\t")) {
      fields.at(-1)?.lines.push(line);
      continue;
    }
    const name = /^([!-9;-~]{1,200})[ \t]*:/.exec(line)?.[1];
    if (name !== undefined) {
      fields.push({ name: name.toLowerCase(), lines: [line.slice(line.indexOf(":") + 1)] });
    }
  }
  return fields.map(({ name, lines }) => ({ name, value: lines.join("").trim() }));
}

/** The value of a field; of one that is repeated, the first. */
export function firstOf(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

/** The value of a field that must stand once (RFC 5322 §3.6); `null` when it is repeated, as nobody can tell which holds. */
export function onlyOf(fields: readonly HeaderField[], name: string): string | null {
  const found = fields.filter((field) => field.name === name);
  return found.length === 1 ? (found[0]?.value ?? null) : null;
}
