import type { Finding } from "../finding.ts";
import { at, characterName, excerpt, isQuote, type RecordKind } from "./record-finding.ts";
import { judgeRecordStart } from "./record-start.ts";

/** One `name=value`, with UTF-16 offsets into the record. */
export type RecordField = { name: string; value: string; start: number; valueStart: number; end: number };

/**
 * Splits a record into its fields. `findings` holds an `error` for everything the grammar does not allow, apart
 * from the values of the fields that the caller knows (`known`): those are the caller's to judge.
 */
export function readRecordFields(
  text: string,
  kind: RecordKind,
  known: readonly string[],
): { fields: RecordField[]; findings: Finding[] } {
  const fields: RecordField[] = [];
  if (text.length > maxCharacters) {
    return {
      fields,
      findings: [at(kind, "record-too-long", maxCharacters, text.length, { limit: maxCharacters })],
    };
  }
  const start = judgeRecordStart(text, kind);
  const findings = [...start.findings];
  if (start.fieldsAt === null) return { fields, findings };
  for (const piece of splitPieces(text, start.fieldsAt, kind, findings)) {
    const field = readField(text, piece, kind, findings);
    if (field === null) continue;
    fields.push(field);
    if (!known.includes(field.name)) findings.push(...judgeExtensionValue(field, kind));
  }
  return { fields, findings };
}

/** A resource record has no more (RFC 1035 §3.2.1: RDLENGTH has 16 bits). */
const maxCharacters = 65_535;

/** `ext-value = 1*(%x21-3A / %x3C / %x3E-7E)`: printable without blank, `;` and `=`. */
export function fitsExtensionValue(value: string): boolean {
  return /^[!-:<>-~]+$/.test(value);
}

type Piece = { start: number; end: number };

/** `from` is where the version ended: a `;`, or the end of the text. */
function splitPieces(text: string, from: number, kind: RecordKind, findings: Finding[]): Piece[] {
  const pieces: Piece[] = [];
  let start = text.indexOf(";", from) + 1;
  while (start > 0) {
    const next = text.indexOf(";", start);
    const piece = trimmed(text, start, next < 0 ? text.length : next);
    if (piece.start < piece.end) pieces.push(piece);
    else if (next >= 0) findings.push(at(kind, "field-empty", start - 1, next + 1));
    if (next < 0 && piece.start < piece.end && piece.end < text.length) {
      findings.push(at(kind, "trailing-blank", piece.end, text.length));
    }
    start = next + 1;
  }
  return pieces;
}

function trimmed(text: string, start: number, end: number): Piece {
  const isBlank = (index: number) => text[index] === " " || text[index] === "\t";
  let [first, last] = [start, end];
  while (first < last && isBlank(first)) first++;
  while (last > first && isBlank(last - 1)) last--;
  return { start: first, end: last };
}

function readField(text: string, piece: Piece, kind: RecordKind, findings: Finding[]): RecordField | null {
  const whole = text.slice(piece.start, piece.end);
  const equals = whole.indexOf("=");
  if (equals < 0) {
    const strayed = kind.prefix === "tlsrpt" && /^(?:mailto|https?):/i.test(whole);
    const code = strayed ? "destination-after-semicolon" : "field-malformed";
    findings.push(at(kind, code, piece.start, piece.end, { field: excerpt(whole) }));
    return null;
  }
  const name = whole.slice(0, equals);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(name)) {
    findings.push(
      at(kind, "field-name", piece.start, piece.start + Math.max(equals, 1), { name: excerpt(name) }),
    );
    return null;
  }
  const valueStart = piece.start + equals + 1;
  return { name, value: whole.slice(equals + 1), start: piece.start, valueStart, end: piece.end };
}

function judgeExtensionValue(field: RecordField, kind: RecordKind): Finding[] {
  if (fitsExtensionValue(field.value)) return [];
  if (field.value === "")
    return [at(kind, "field-value-empty", field.start, field.end, { name: field.name })];
  const wrong = /[^!-:<>-~]/u.exec(field.value);
  const start = field.valueStart + (wrong?.index ?? 0);
  const character = wrong?.[0] ?? "";
  const data = { name: field.name, character: characterName(character) };
  return [at(kind, isQuote(character) ? "quotes" : "field-value", start, start + character.length, data)];
}
