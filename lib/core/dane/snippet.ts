import type { Finding, Parsed } from "../finding.ts";
import { parseTlsaRecord, type TlsaRecord } from "./record.ts";

/** One record of a pasted text. */
export type SnippetTlsa = {
  /** The name it stands at, lower case, no final dot; `null` where the text has none. */
  owner: string | null;
  /** Spans of findings are into the whole text. */
  parsed: Parsed<TlsaRecord>;
};

export type TlsaSnippet = {
  records: SnippetTlsa[];
  /** Lines of other kinds: signatures, other types, directives. */
  passedOver: number;
  /** Records after the first `mostSnippetRecords`. */
  leftOut: number;
};

/** More than any set has; it bounds the work for a text of any length. */
export const mostSnippetRecords = 20;

/**
 * Reads the TLSA records of a pasted text: bare ones (`3 1 1 <hex>`), lines of a zone file with their brackets and
 * comments (RFC 1035 §5.1), and what `dig` prints, signatures passed over.
 */
export function readTlsaSnippet(text: string): TlsaSnippet {
  const entries = entriesOf(text);
  const meant = entries.filter(isRecord);
  // A text with nothing that looks like a record is one gone wrong, so that what is wrong can be said.
  const chosen = meant.length === 0 ? entries.slice(0, 1) : meant;
  return {
    records: chosen
      .slice(0, mostSnippetRecords)
      .map((entry) => ({ owner: entry.owner, parsed: parsedAt(entry) })),
    passedOver: entries.length - chosen.length,
    leftOut: Math.max(0, chosen.length - mostSnippetRecords),
  };
}

/** One entry of the text, comments blanked out, and where it begins. */
type Entry = { text: string; start: number; owner: string | null };

/** Lines, those between brackets taken together. A line that begins with a blank belongs to the name above it. */
function entriesOf(text: string): Entry[] {
  const blanked = text.replaceAll(/;[^\r\n]*/g, (comment) => " ".repeat(comment.length));
  const entries: Entry[] = [];
  let [start, open] = [0, 0];
  for (const [line] of blanked.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    const last = entries.at(-1);
    if (open > 0 && last !== undefined) last.text += line;
    else if (line.trim() !== "")
      entries.push({ text: line, start, owner: ownerOf(line, last?.owner ?? null) });
    open = Math.max(0, open + (line.match(/\(/g)?.length ?? 0) - (line.match(/\)/g)?.length ?? 0));
    start += line.length;
  }
  return entries;
}

/** The first word of a line that goes on with a TTL, a class or a type. */
function ownerOf(line: string, above: string | null): string | null {
  if (!/\bTLSA\b/i.test(line)) return above;
  const [, name] = /^(\S+)\s+(?:\d+\s+)?(?:IN\s+)?(?:\d+\s+)?TLSA\b/i.exec(line) ?? [];
  return name === undefined ? above : name.toLowerCase().replace(/\.$/, "");
}

function isRecord({ text }: Entry): boolean {
  const words = text.trim().split(/\s+/);
  const type = words.findIndex((word) => /^TLSA$/i.test(word));
  if (type === -1) return /^(?:\d+|(?:PKIX|DANE)-(?:TA|EE))\s/i.test(text.trim());
  return !words.slice(0, type).some((word) => /^(?:RRSIG|NSEC3?)$/i.test(word));
}

function parsedAt({ text, start }: Entry): Parsed<TlsaRecord> {
  const parsed = parseTlsaRecord(text);
  const findings = parsed.findings.map((found) => shifted(found, start));
  return parsed.ok ? { ...parsed, findings } : { ok: false, findings };
}

function shifted(found: Finding, by: number): Finding {
  const { span } = found;
  return span === null ? found : { ...found, span: { start: span.start + by, end: span.end + by } };
}
