import { beginsMbox } from "./from-lines.ts";
import { asBuffer } from "./json-text.ts";

export type Kind = "gzip" | "zip" | "mbox" | "mail" | "dmarc" | "outlook" | "text";

/**
 * Tells by its first octets what something is, since names and media types of reports are often wrong. `text`: JSON, or
 * something that `readJsonText` says more about.
 */
export function sniff(bytes: Uint8Array): Kind {
  if (bytes[0] === leftBrace) return "text";
  if (startsWith(bytes, [0x1f, 0x8b])) return "gzip";
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return "zip";
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return "outlook";
  const start = asBuffer(bytes)
    .toString("latin1", 0, 65_536)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return "text";
  if (start.startsWith("<")) return /<feedback[\s>]/.test(start.slice(0, 4_096)) ? "dmarc" : "text";
  if (beginsMbox(bytes)) return "mbox";
  return looksLikeMail(start) ? "mail" : "text";
}

const leftBrace = 0x7b;

/** Header fields from the first line on (RFC 5322 §2.2), one of them as every mail has. */
function looksLikeMail(start: string): boolean {
  if (!/^[!-9;-~]{1,76}[ \t]*:/.test(start)) return false;
  const header = start.slice(0, firstEmptyLine(start));
  return /^(?:from|to|date|subject|received|return-path|message-id|mime-version|content-type):/im.test(
    header,
  );
}

function firstEmptyLine(text: string): number {
  const found = /\r?\n\r?\n/.exec(text);
  return found ? found.index : text.length;
}

function startsWith(bytes: Uint8Array, octets: readonly number[]): boolean {
  return octets.every((octet, index) => bytes[index] === octet);
}
