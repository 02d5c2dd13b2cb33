import { asBuffer } from "../json-text.ts";
import { type Pace, seek } from "../pace.ts";

/**
 * The parts of a multipart body (RFC 2046 §5.1.1): what stands between its delimiter lines, up to the closing one. Without
 * a closing one, as in a mail that was cut short, the last part goes to the end.
 */
export async function* splitMultipart(
  body: Uint8Array,
  boundary: string,
  pace: Pace,
): AsyncGenerator<Uint8Array> {
  const bytes = asBuffer(body);
  const needle = Buffer.from(`\n--${boundary}`);
  const delimiter = needle.subarray(1);
  let partStart: number | null = null;
  for (let at = 0; at !== -1; ) {
    const line = delimiterAt(bytes, at, delimiter);
    if (line) {
      if (partStart !== null) yield bytes.subarray(partStart, endBefore(bytes, at, partStart));
      if (line.closes) return;
      partStart = line.end;
    }
    const sought = seek(bytes, needle, line ? line.end - 1 : at, pace);
    const next = typeof sought === "number" ? sought : await sought;
    at = next === -1 ? -1 : next + 1;
  }
  if (partStart !== null) yield bytes.subarray(partStart);
}

/** The delimiter line at `at`, with blanks behind it as gateways leave them; `null` when it is another line. */
function delimiterAt(bytes: Buffer, at: number, delimiter: Buffer): { closes: boolean; end: number } | null {
  for (let index = 0; index < delimiter.length; index++) {
    if (bytes[at + index] !== delimiter[index]) return null;
  }
  let end = at + delimiter.length;
  const closes = bytes[end] === dash && bytes[end + 1] === dash;
  if (closes) end += 2;
  while (bytes[end] === blank || bytes[end] === tab || bytes[end] === carriageReturn) end++;
  if (end < bytes.length && bytes[end] !== lineFeed) return null;
  return { closes, end: Math.min(end + 1, bytes.length) };
}

/** The line end before a delimiter belongs to the delimiter. */
function endBefore(bytes: Buffer, at: number, start: number): number {
  const end = bytes[at - 2] === carriageReturn ? at - 2 : at - 1;
  return Math.max(start, end);
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const tab = 0x09;
const dash = 0x2d;
