import { isUtf8 } from "node:buffer";
import { asBuffer } from "../json-text.ts";

/**
 * The fields of a header. Where each stands in it is known; its name and value are read when they are asked for, since of a
 * report mail's dozens of fields hardly ten ever are.
 */
export type HeaderFields = {
  text: string;
  /** Four for each field: where its name starts and ends, and its value. */
  places: readonly number[];
};

export const noFields: HeaderFields = { text: "", places: [] };

export type HeaderBlock =
  /** `bodyStart`: where the body begins, after the empty line. */
  { ok: true; fields: HeaderFields; bodyStart: number } | { ok: false };

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
  const crlf = window.indexOf("\n\r\n");
  const lf = (crlf === -1 ? window : window.subarray(0, crlf)).indexOf("\n\n");
  if (lf !== -1) return { header: lf, bodyStart: lf + 2 };
  return crlf === -1 ? null : { header: crlf, bodyStart: crlf + 3 };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Only blank and tab continue a field (RFC 5322 §2.2.3); what continues a line that is no field is none either. */
function fieldsOf(text: string): HeaderFields {
  const places: number[] = [];
  let isField = false;
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (isBlank(text.charCodeAt(start))) {
      if (isField) places[places.length - 1] = end;
    } else {
      const nameEnd = endOfName(text, start);
      const colon = nameEnd === -1 ? -1 : afterBlanks(text, nameEnd);
      isField = colon !== -1 && text.charCodeAt(colon) === colonSign;
      if (isField) places.push(start, nameEnd, colon + 1, end);
    }
    start = end + 1;
  }
  return { text, places };
}

/** RFC 5322 §3.6.8: printable ASCII but the colon; longer than 200 characters, or none, it is no name (-1). */
function endOfName(text: string, start: number): number {
  const most = start + 200;
  let at = start;
  for (; at <= most; at++) {
    const code = text.charCodeAt(at);
    if (code === colonSign || !(code >= 0x21 && code <= 0x7e)) break;
  }
  return at === start || at > most ? -1 : at;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

const colonSign = 0x3a;

/** The value of a field, unfolded; of one that is repeated, the first. `name` in lower case. */
export function firstOf(fields: HeaderFields, name: string): string | null {
  const at = find(fields, name, 0);
  return at === -1 ? null : valueAt(fields, at);
}

/** The value of a field that must stand once (RFC 5322 §3.6); `null` when it is repeated, as nobody can tell which holds. */
export function onlyOf(fields: HeaderFields, name: string): string | null {
  const at = find(fields, name, 0);
  return at === -1 || find(fields, name, at + 4) !== -1 ? null : valueAt(fields, at);
}

export function hasField(fields: HeaderFields, name: string): boolean {
  return find(fields, name, 0) !== -1;
}

/** The place of a field, from one on; -1: there is none. */
function find({ text, places }: HeaderFields, name: string, from: number): number {
  for (let at = from; at < places.length; at += 4) {
    const [start = 0, end = 0] = [places[at], places[at + 1]];
    if (end - start === name.length && text.slice(start, end).toLowerCase() === name) return at;
  }
  return -1;
}

function valueAt({ text, places }: HeaderFields, at: number): string {
  const value = text.slice(places[at + 2], places[at + 3]);
  return (value.includes("\n") ? value.replace(/\r?\n/g, "") : value).trim();
}
