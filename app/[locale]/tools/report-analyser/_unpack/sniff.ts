export type Kind =
  | "empty"
  | "gzip"
  | "zip"
  | "json"
  | "mail"
  | "dmarc"
  | "outlook"
  | "not-utf8"
  | "unknown-format";

/** Tells by the first octets what something is: names and media types of reports are often wrong. */
export function sniff(bytes: Uint8Array): Kind {
  if (startsWith(bytes, [0x1f, 0x8b])) return "gzip";
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return "zip";
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return "outlook";
  const text = startsWith(bytes, utf8Mark) ? bytes.subarray(3) : bytes;
  const first = text.findIndex((octet) => !blanks.has(octet));
  if (first === -1) return "empty";
  if (isUtf16(text)) return "not-utf8";
  const start = String.fromCharCode(...text.subarray(first, first + 4_096));
  if (start.startsWith("{") || start.startsWith("[")) return "json";
  if (start.startsWith("<")) return /<feedback[\s>]/.test(start) ? "dmarc" : "unknown-format";
  return headerLine.test(start) ? "mail" : "unknown-format";
}

/** The first line of a mail (RFC 5322 §2.2), after the line that mailbox files put before it. */
const headerLine = /^(?:From [^\n]{1,500}\n)?[!-9;-~]{1,76}[ \t]*:[^\n]*\r?\n/;

const utf8Mark = [0xef, 0xbb, 0xbf];

/** The only blanks that JSON knows (RFC 8259 §2). */
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** A byte order mark, or an ASCII character beside a zero octet, which no JSON text in UTF-8 begins with. */
function isUtf16([a, b]: Uint8Array): boolean {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0) !== (b === 0);
}

function startsWith(bytes: Uint8Array, octets: readonly number[]): boolean {
  return octets.every((octet, index) => bytes[index] === octet);
}
