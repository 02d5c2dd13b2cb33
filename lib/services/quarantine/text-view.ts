import { unpackReport } from "#lib/net/unpack/unpack-report.ts";

/** What a page shows of bytes that anybody may have sent; `isCut`: there is more of it. */
export type TextView = { form: "json" | "text" | "hex"; text: string; isCut: boolean };

const shownCharacters = 65_536;
const shownHexOctets = 4_096;
/** Larger JSON is shown as it stands: laying it out would cost more than it tells. */
const laidOutCharacters = 1_048_576;

/**
 * Bytes as text that is safe to look at: the JSON inside, laid out when it is whole; else the text; else a hex dump.
 * Characters that would be invisible or turn the line around are shown by their number.
 */
export async function textView(raw: Uint8Array): Promise<TextView> {
  const unpacked = await unpackReport(raw);
  if (unpacked.ok) return cut("json", layOut(unpacked.json));
  const text = asText(raw);
  return text === null ? hexDump(raw) : cut("text", text);
}

function cut(form: "json" | "text", text: string): TextView {
  const isCut = text.length > shownCharacters;
  return { form, text: showHidden(text.slice(0, shownCharacters).toWellFormed()), isCut };
}

function layOut(json: string): string {
  if (json.length > laidOutCharacters) return json;
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json; // Not JSON, or nested deeper than the stack: shown as it stands.
  }
}

/** `null`: binary. */
function asText(raw: Uint8Array): string | null {
  if (raw.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return null;
  }
}

/** C0 and C1 controls but tab and line ends, soft hyphen, zero-width and bidirectional marks. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g;

function showHidden(text: string): string {
  return text.replace(
    hidden,
    (one) => `‹U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`,
  );
}

function hexDump(raw: Uint8Array): TextView {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(raw.length, shownHexOctets); at += 16) lines.push(hexLine(raw, at));
  return { form: "hex", text: lines.join("\n"), isCut: raw.length > shownHexOctets };
}

/** Offset, sixteen octets, and those of them that are printable ASCII. */
function hexLine(raw: Uint8Array, at: number): string {
  const octets = [...raw.subarray(at, at + 16)];
  const hex = octets.map((octet) => octet.toString(16).padStart(2, "0")).join(" ");
  const ascii = octets.map((octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "."));
  return `${at.toString(16).padStart(6, "0")}  ${hex.padEnd(47)}  ${ascii.join("")}`;
}
