import { type Finding, finding } from "../finding.ts";

/** A text with the place of each of its UTF-16 units in another one, from which it was read. */
export type MappedText = {
  text: string;
  /** Where it begins there. */
  at: number;
  starts: number[];
  ends: number[];
};

/** The pieces of `source`, joined. */
export function mapped(
  source: string,
  at: number,
  pieces: readonly { start: number; end: number }[],
): MappedText {
  const whole: MappedText = { text: "", at, starts: [], ends: [] };
  for (const { start, end } of pieces) {
    for (let index = start; index < end; index++) put(whole, source.charAt(index), index, index + 1);
  }
  return whole;
}

/**
 * Reads the character-strings of one TXT record as a zone file writes them (RFC 1035 §5.1): quoted or plain words, with
 * escapes, over several lines inside parentheses, comments left out. They are joined without blanks. `end` is where
 * reading stopped: at the end of a line that is not before `to`.
 */
export function readStrings(
  source: string,
  from: number,
  to: number,
): { text: MappedText; findings: Finding[]; end: number } {
  const whole: MappedText = { text: "", at: from, starts: [], ends: [] };
  const findings: Finding[] = [];
  let index = from;
  let depth = 0;
  while (index < source.length) {
    const character = source.charAt(index);
    if (isLineEnd(character) && depth <= 0 && index >= to) break;
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === ";") index = lineEnd(source, index) - 1;
    else if (!/[\s()]/.test(character)) {
      index = readString(source, index, whole, findings) - 1;
    }
    index++;
  }
  return { text: whole, findings, end: index };
}

/** One character-string; returns where it ended. */
function readString(source: string, from: number, whole: MappedText, findings: Finding[]): number {
  const quoted = source.charAt(from) === '"';
  const before = whole.text.length;
  let index = quoted ? from + 1 : from;
  while (index < source.length && !isLineEnd(source.charAt(index))) {
    const character = source.charAt(index);
    if (quoted ? character === '"' : /[\s();"]/.test(character)) break;
    index += putEscaped(source, index, whole);
  }
  const closed = !quoted || source.charAt(index) === '"';
  if (!closed) findings.push(placed("txt-quote-unclosed", "error", "RFC 1035 §5.1", from, from + 1));
  const end = quoted && closed ? index + 1 : index;
  const octets = new TextEncoder().encode(whole.text.slice(before)).length;
  if (octets > 255) {
    findings.push(placed("txt-string-long", "error", "RFC 1035 §3.3", from, end, { bytes: octets }));
  }
  return end;
}

/** `\DDD` is an octet, `\X` the character X; returns how much was read. */
function putEscaped(source: string, index: number, whole: MappedText): number {
  const escaped = /^\\(?:(\d{3})|([^\r\n]))/.exec(source.slice(index, index + 4));
  if (escaped === null) {
    put(whole, source.charAt(index), index, index + 1);
    return 1;
  }
  const [all, octet, character] = escaped;
  const code = Number(octet);
  const length = octet !== undefined && code > 255 ? 2 : all.length;
  const text =
    octet === undefined ? (character ?? "") : code > 255 ? octet.slice(0, 1) : String.fromCharCode(code);
  put(whole, text, index, index + length);
  return length;
}

function put(whole: MappedText, character: string, start: number, end: number): void {
  whole.text += character;
  whole.starts.push(start);
  whole.ends.push(end);
}

function isLineEnd(character: string): boolean {
  return character === "\n" || character === "\r";
}

function lineEnd(source: string, from: number): number {
  const end = /[\r\n]/.exec(source.slice(from));
  return end === null ? source.length : from + end.index;
}

function placed(
  code: string,
  severity: Finding["severity"],
  clause: string,
  start: number,
  end: number,
  data: Finding["data"] = {},
): Finding {
  return finding(code, severity, { clause, span: { start, end }, data });
}
