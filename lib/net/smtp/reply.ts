import { shownText } from "./shown-text.ts";

/** One SMTP reply (RFC 5321 §4.2): its code, and its lines without code, as received. At least one line. */
export type Reply = { code: number; lines: [string, ...string[]] };

export type TakenReply =
  | { kind: "reply"; reply: Reply; rest: string }
  | { kind: "incomplete" }
  | { kind: "malformed"; detail: string };

/** A text line may have 1,000 octets (RFC 5321 §4.5.3.1.6), a reply line 512 (§4.5.3.1.5); the rest is our patience. */
export const replyCaps = { lineOctets: 1_000, replyOctets: 8_192, lines: 64 };

/**
 * Takes the first reply off what a server has sent, one character per octet. A bare LF ends a line too, as it does for
 * the senders that matter, and the text may be missing (RFC 5321 §4.2). The lines of a reply carry one code (§4.2.1);
 * a first digit other than 2 to 5 is a fatal error (§4.2).
 */
export function takeReply(received: string): TakenReply {
  const lines: string[] = [];
  let code: string | null = null;
  let start = 0;
  for (;;) {
    const end = received.indexOf("\n", start);
    const excess = excessOf(received, start, end, lines.length);
    if (excess !== null) return malformed(excess);
    if (end === -1) return { kind: "incomplete" };
    const line = received.slice(start, end).replace(/\r$/, "");
    const parts = replyLine.exec(line);
    if (parts === null) return malformed(`not a line of a reply: ${shownText(line, 100)}`);
    if (code !== null && code !== parts[1]) return malformed(`codes ${code} and ${parts[1]} in one reply`);
    code = parts[1] ?? "";
    lines.push(parts[3] ?? "");
    start = end + 1;
    if (parts[2] !== "-") return complete(Number(code), lines, received.slice(start));
  }
}

/** A reply in one line, its code once, fit to be shown. */
export function replyText({ code, lines }: Reply): string {
  const text = lines.map((line) => line.trim()).filter((line) => line !== "");
  return shownText([String(code), ...text].join(" "), 500);
}

const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

function complete(code: number, [first = "", ...more]: string[], rest: string): TakenReply {
  return { kind: "reply", reply: { code, lines: [first, ...more] }, rest };
}

/** `end` is -1 while the line that begins at `start` has not ended. */
function excessOf(received: string, start: number, end: number, lineCount: number): string | null {
  const until = end === -1 ? received.length : end + 1;
  if (until - start > replyCaps.lineOctets) return `a line of more than ${replyCaps.lineOctets} octets`;
  if (until > replyCaps.replyOctets) return `a reply of more than ${replyCaps.replyOctets} octets`;
  return lineCount >= replyCaps.lines ? `a reply of more than ${replyCaps.lines} lines` : null;
}

function malformed(detail: string): TakenReply {
  return { kind: "malformed", detail };
}
