import type { Finding } from "../finding.ts";
import { type Owner, readLine, type SnippetLine, splitLines } from "./snippet-line.ts";
import { type MappedText, mapped, readStrings } from "./txt-strings.ts";

/** One TXT record found in a pasted text. Spans and offsets are into the pasted text. */
export type SnippetRecord = MappedText & {
  /** The host name that stood before it. */
  owner: Owner | null;
  /** `zone`: as in a zone file. `listing`: name and value as a tool prints or a panel shows them. `bare`: the value alone. */
  form: "zone" | "listing" | "bare";
  findings: Finding[];
};

/**
 * Finds the TXT records in whatever somebody pasted: a bare value, quoted strings, lines of a zone file (RFC 1035 §5.1, with
 * parentheses and comments), or what `dig`, `host` and `nslookup` print. Records of other types are passed over. A text
 * in which nothing is recognised is one bare value. At most 100 records of the first 64 KiB are read.
 */
export function readTxtSnippet(pasted: string): SnippetRecord[] {
  const source = pasted.slice(0, 65_536);
  const records: SnippetRecord[] = [];
  const lines = splitLines(source);
  let owner: SnippetRecord["owner"] = null;
  for (let index = 0; index < lines.length && records.length < 100; index++) {
    const line = readLine(source, lines[index] ?? { start: 0, end: 0 });
    if (line.kind === "other") {
      owner = line.owner ?? owner;
      continue;
    }
    owner = line.owner ?? (line.continuesOwner ? owner : null);
    const { record, next } = readRecord(source, line, lines, index);
    records.push({ ...record, owner });
    index = next;
  }
  return records.length > 0 ? records : wholeAsValue(source);
}

/** Where a span of a record's text stands in the pasted text. */
export function placeInSnippet({ at, starts, ends }: MappedText, span: Span): Span {
  const start = starts[span.start] ?? ends.at(-1) ?? at;
  const end = span.end > span.start ? ends[Math.min(span.end, ends.length) - 1] : undefined;
  return { start, end: Math.max(start, end ?? start) };
}

type Span = { start: number; end: number };
type Line = Span;
type Found = { record: Omit<SnippetRecord, "owner">; next: number };

function readRecord(
  source: string,
  line: Extract<SnippetLine, { kind: "txt" }>,
  lines: Line[],
  index: number,
): Found {
  const { form, dataAt } = line;
  if (/^["(]/.test(source.slice(dataAt, dataAt + 1))) {
    const { text, findings, end } = readStrings(source, dataAt, lastLine(source, line, lines, index).end);
    const next = lines.findIndex((one) => one.end >= end);
    return { record: { ...text, form, findings }, next: Math.max(index, next) };
  }
  return readValue(source, line, lines, index);
}

/** Quoted strings that stand alone may be spread over lines of their own. */
function lastLine(source: string, { form }: { form: string }, lines: Line[], index: number): Line {
  let last = index;
  const goesOn = (line: Line | undefined) =>
    line !== undefined && /^\s*"(?!\s*v\s*=)/i.test(source.slice(line.start, line.end));
  while (form === "bare" && goesOn(lines[last + 1])) last++;
  return lines[last] ?? { start: 0, end: 0 };
}

/** A value without quotes goes to the end of its line; alone, also over the lines that it was wrapped onto. */
function readValue(
  source: string,
  { form, dataAt }: Extract<SnippetLine, { kind: "txt" }>,
  lines: Line[],
  index: number,
): Found {
  const pieces = [trimmed(source, { start: dataAt, end: lines[index]?.end ?? dataAt })];
  let next = index;
  while (form === "bare" && isWrapped(source, lines[next + 1])) {
    next++;
    pieces.push(trimmed(source, lines[next] ?? { start: 0, end: 0 }));
  }
  const text = mapped(source, dataAt, pieces);
  const findings: Finding[] = [];
  const semicolon = text.text.indexOf(";");
  if (form === "zone" && semicolon >= 0) {
    const published = text.text.slice(0, semicolon).trimEnd();
    const span = { start: text.starts[semicolon] ?? dataAt, end: text.ends.at(-1) ?? dataAt };
    findings.push(note("txt-unquoted", "warning", "RFC 1035 §5.1", span, { published }));
  }
  if (pieces.length > 1) {
    const span = { start: pieces[0]?.end ?? 0, end: pieces[1]?.start ?? 0 };
    findings.push(note("txt-wrapped", "info", null, span, { lines: pieces.length }));
  }
  return { record: { ...text, form, findings }, next };
}

/** Whether a line continues the value above it: it says something, and begins nothing of its own. */
function isWrapped(source: string, line: Line | undefined): boolean {
  if (line === undefined) return false;
  const text = source.slice(line.start, line.end);
  return text.trim() !== "" && !/^\s*;/.test(text) && readLine(source, line).kind === "other";
}

function wholeAsValue(source: string): SnippetRecord[] {
  const lines = splitLines(source).filter(({ start, end }) => source.slice(start, end).trim() !== "");
  if (lines.length === 0) return [];
  const pieces = lines.map((line) => trimmed(source, line));
  const text = mapped(source, pieces[0]?.start ?? 0, pieces);
  return [{ ...text, owner: null, form: "bare", findings: [] }];
}

function trimmed(source: string, { start, end }: Line): Line {
  const text = source.slice(start, end);
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + text.trimEnd().length) };
}

function note(
  code: string,
  severity: Finding["severity"],
  clause: string | null,
  span: Span,
  data: Finding["data"],
): Finding {
  return { code, severity, clause, subject: null, span, line: null, data };
}
