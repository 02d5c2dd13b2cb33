/** A span of a text as it is shown: where it is, and the line around it. */
export type TextPlace = {
  /** From 1. */
  line: number;
  column: number;
  before: string;
  marked: string;
  after: string;
};

/** The span with what stands around it on its lines, at most `context` characters on either side. */
export function textPlace(text: string, span: { start: number; end: number }, context = 36): TextPlace {
  const lineStart =
    Math.max(text.lastIndexOf("\n", span.start - 1), text.lastIndexOf("\r", span.start - 1)) + 1;
  const lineEnd = endOfLine(text, span.end);
  const from = Math.max(lineStart, span.start - context);
  const to = Math.min(lineEnd, span.end + context);
  return {
    line: text.slice(0, span.start).split(/\r\n|\n|\r/).length,
    column: span.start - lineStart + 1,
    before: (from > lineStart ? "…" : "") + text.slice(from, span.start).toWellFormed(),
    marked: shortened(text.slice(span.start, span.end)).toWellFormed(),
    after: text.slice(span.end, to).toWellFormed() + (to < lineEnd ? "…" : ""),
  };
}

function endOfLine(text: string, from: number): number {
  const end = /[\r\n]/.exec(text.slice(from));
  return end === null ? text.length : from + end.index;
}

/** Both ends of a long span tell more than its middle. Line ends are made visible. */
function shortened(text: string): string {
  const whole = text.length > 160 ? `${text.slice(0, 100)} … ${text.slice(-50)}` : text;
  return whole.replaceAll(/\r\n|\n|\r/g, "↵");
}
