import { asBuffer } from "./json-text.ts";
import { type Pace, seek } from "./pace.ts";

export type MboxPiece = { kind: "octets"; bytes: Buffer } | { kind: "end-of-message" };

/**
 * Cuts a mailbox file (RFC 4155) at its `From ` lines, which are not given; the end of the file ends a message too. Holds a
 * chunk and a line at most.
 */
export async function* splitAtFromLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  pace: Pace,
): AsyncGenerator<MboxPiece> {
  // The file begins as after an empty line; what has been given already is kept as far as a look back needs it.
  let look: Look = { bytes: Buffer.from("\n\n"), start: 2 };
  for await (const chunk of chunks) {
    if (pace.spend(chunk.length)) await pace.rest();
    const kept = Math.min(look.start, lookBack);
    const bytes = Buffer.concat([look.bytes.subarray(look.start - kept), chunk]);
    look = yield* cut({ bytes, start: kept }, false, pace);
  }
  look = yield* cut(look, true, pace);
  yield { kind: "octets", bytes: look.bytes.subarray(look.start) };
  yield { kind: "end-of-message" };
}

/** Octets before `start` have been given. */
type Look = { bytes: Buffer; start: number };

/** `\r\n` of the line before, and the `\n` before that. */
const lookBack = 3;

/** Gives what is certain; comes back with what more octets may decide. */
async function* cut(look: Look, isLast: boolean, pace: Pace): AsyncGenerator<MboxPiece, Look> {
  const { bytes } = look;
  let { start } = look;
  let from = start - 1;
  for (;;) {
    const sought = seek(bytes, fromLine, from, pace);
    const at = typeof sought === "number" ? sought : await sought;
    if (at === -1) {
      const certain = Math.max(start, isLast ? bytes.length : bytes.length - fromLine.length + 1);
      yield { kind: "octets", bytes: bytes.subarray(start, certain) };
      return { bytes, start: certain };
    }
    const line = lineAt(bytes, at + 1);
    if (!line.complete && !isLast && bytes.length - at < maxLine) {
      yield { kind: "octets", bytes: bytes.subarray(start, at + 1) };
      return { bytes, start: at + 1 };
    }
    if (isFromLine(line.text, followsEmptyLine(bytes, at))) {
      yield { kind: "octets", bytes: bytes.subarray(start, at + 1) };
      yield { kind: "end-of-message" };
      start = line.end;
      from = start - 1;
    } else from = at + 1;
  }
}

const fromLine = Buffer.from("\nFrom ");

/** Longer ones are text of a mail. */
const maxLine = 1_000;

function lineAt(bytes: Buffer, start: number): { text: string; complete: boolean; end: number } {
  const window = bytes.subarray(start, start + maxLine);
  const length = window.indexOf("\n");
  if (length === -1) return { text: window.toString("latin1"), complete: false, end: start + window.length };
  return { text: window.toString("latin1", 0, length), complete: true, end: start + length + 1 };
}

function followsEmptyLine(bytes: Buffer, at: number): boolean {
  return bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a);
}

/**
 * RFC 4155, appendix A, with what software does to the date: a time of day is enough after an empty line. Without an empty
 * line only the whole date counts, so that a sentence that begins with "From" stays in its mail.
 */
function isFromLine(line: string, afterEmptyLine: boolean): boolean {
  return afterEmptyLine ? timeOfDay.test(line) : wholeDate.test(line);
}

/** The first line of a mailbox file. */
export function beginsMbox(bytes: Uint8Array): boolean {
  if (bytes[0] !== capitalF) return false;
  const { text } = lineAt(asBuffer(bytes), 0);
  return timeOfDay.test(text);
}

const capitalF = 0x46;
const timeOfDay = /^From \S.{0,500}\b\d{1,2}:\d{2}/;
const wholeDate = /^From \S{1,320} +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d{2}:\d{2}:\d{2} /;
