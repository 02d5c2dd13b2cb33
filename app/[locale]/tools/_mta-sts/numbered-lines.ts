import type { Finding, Severity } from "#lib/core/finding.ts";

/** A piece of a line; `severity` is that of the gravest finding about it, `null` for a piece that nothing is said of. */
export type Segment = { text: string; severity: Severity | null };

export type NumberedLines = {
  /** `cutOff` counts the characters beyond the last one shown. */
  lines: { number: number; segments: Segment[]; cutOff: number }[];
  /** Lines beyond the last one shown. */
  leftOut: number;
};

/** A page of text, and lines longer than any that means something; a hostile file may hold tens of thousands. */
const maxLines = 200;
const maxLineLength = 400;

/**
 * Cuts a text into lines, and each line where findings begin and end. What cannot be seen, and what could reorder the
 * text on the screen, is written as its code point.
 */
export function numberedLines(text: string, findings: readonly Finding[]): NumberedLines {
  const marks = findings.flatMap(({ span, severity }) => (span === null ? [] : [{ ...span, severity }]));
  const ranges = lineRanges(text);
  // Where something is missing at the end of a file, an empty line shows the place.
  const isMissing = marks.some(({ start, end }) => start === end && start === text.length);
  if (ranges.length === 0 || (isMissing && text.endsWith("\n")))
    ranges.push({ start: text.length, end: text.length });
  const lines = ranges.slice(0, maxLines).map(({ start, end }, index) => {
    const shownEnd = Math.min(end, start + maxLineLength);
    return {
      number: index + 1,
      segments: cut(text, { start, end: shownEnd }, marks),
      cutOff: end - shownEnd,
    };
  });
  return { lines, leftOut: ranges.length - lines.length };
}

type Range = { start: number; end: number };
type Mark = Range & { severity: Severity };

/** Without their line feeds; a text that ends with one has no empty line after it. */
function lineRanges(text: string): Range[] {
  const ranges: Range[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    ranges.push({ start, end });
    start = end + 1;
  }
  return ranges;
}

function cut(text: string, line: Range, marks: readonly Mark[]): Segment[] {
  const own = marks.filter(({ start, end }) => start <= line.end && end >= line.start);
  const edges = own.flatMap(({ start, end }) => [clip(start, line), clip(end, line)]);
  const cuts = [...new Set([line.start, ...edges, line.end])].sort((a, b) => a - b);
  return cuts.flatMap((from, index) => {
    const to = cuts[index + 1];
    const carets = own.filter(({ start, end }) => start === end && start === from);
    const caret = carets.length === 0 ? [] : [{ text: "", severity: gravest(carets) }];
    if (to === undefined) return caret;
    const over = own.filter(({ start, end }) => start <= from && end >= to);
    return [...caret, { text: visible(text.slice(from, to)), severity: gravest(over) }];
  });
}

function clip(offset: number, { start, end }: Range): number {
  return Math.min(Math.max(offset, start), end);
}

const order: readonly Severity[] = ["error", "unknown", "warning", "info"];

function gravest(marks: readonly Mark[]): Severity | null {
  return order.find((severity) => marks.some((mark) => mark.severity === severity)) ?? null;
}

/** All controls and blanks but tab and space: zero-width ones among them, and those that turn text around. */
const unseen = /[[\p{Cc}\p{Cf}\p{Z}]--[\t ]]/gv;

function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r$/, "")
    .replaceAll(unseen, (character) => {
      const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
      return `‹U+${code}›`;
    });
}
