/** How the lines of a text end; `null` for a text of one line. Both are allowed (RFC 8461 §3.2). */
export function lineEndsOf(text: string): "lf" | "crlf" | "mixedLineEnds" | null {
  const feeds = text.split("\n").length - 1;
  const pairs = text.split("\r\n").length - 1;
  if (feeds === 0) return null;
  if (pairs === 0) return "lf";
  return pairs === feeds ? "crlf" : "mixedLineEnds";
}
