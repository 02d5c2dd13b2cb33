/** What one line of a pasted text is. Offsets are into the whole text. */
export type SnippetLine =
  | { kind: "other"; owner: Owner | null }
  | {
      kind: "txt";
      owner: Owner | null;
      /** It begins with blanks, so in a zone file it belongs to the owner above (RFC 1035 §5.1). */
      continuesOwner: boolean;
      form: "zone" | "listing" | "bare";
      /** Where its data begins. */
      dataAt: number;
    };

/** The host name before a record. */
export type Owner = { text: string; start: number; end: number };

/**
 * Recognises a line that carries TXT data: owner, TTL, class and type in the orders that occur, then a quote, a parenthesis
 * or a version. Comments, directives, other types and plain text are `other`.
 */
export function readLine(source: string, line: { start: number; end: number }): SnippetLine {
  const words = readWords(source, line);
  const first = words[0];
  if (first === undefined || /^[;$]/.test(first.text)) return nothing;
  const dataIndex = words.findIndex((word, index) => beginsData(word.text, words[index - 1]?.text));
  const head = dataIndex < 0 ? words : words.slice(0, dataIndex);
  const hasType = head.some(({ text }) => /^TXT$/i.test(text));
  if (!hasType && head.some(({ text }) => otherTypes.test(text)))
    return { kind: "other", owner: ownerOf(head) };
  if (dataIndex < 0 && !hasType) return nothing;
  const printed = head.some(({ text }) => /^(?:descriptive|text|=)$/i.test(text));
  const owner = printed ? (head[0] ?? null) : ownerOf(head);
  const data = words[dataIndex] ?? dataAfterType(words);
  if (data === null || (head.length > (owner === null ? 0 : 1) && !hasType && !printed)) return nothing;
  return {
    kind: "txt",
    owner: data === owner ? null : owner,
    continuesOwner: /^\s/.test(source.slice(line.start, line.end)),
    form: formOf(head, hasType, /^["(]/.test(data.text)),
    dataAt: data.start,
  };
}

export function splitLines(source: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of source.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: source.length });
  return lines;
}

const nothing: SnippetLine = { kind: "other", owner: null };

type Word = Owner;

const otherTypes =
  /^(?:A|AAAA|AFSDB|CAA|CDNSKEY|CDS|CNAME|DNAME|DNSKEY|DS|HINFO|HTTPS|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|PTR|RRSIG|SOA|SPF|SRV|SSHFP|SVCB|TLSA)$/;

/** Blank-separated words up to the first that begins data; what follows there is not words. */
function readWords(source: string, { start, end }: { start: number; end: number }): Word[] {
  const words: Word[] = [];
  for (const match of source.slice(start, end).matchAll(/["(].*|[^\s"(]+/g)) {
    const at = start + match.index;
    words.push({ text: match[0], start: at, end: at + match[0].length });
    if (words.length >= 12) break;
  }
  return words;
}

/** A quote, a parenthesis, a version, or what follows `TXT` when it looks like none of a record's other parts. */
function beginsData(text: string, before: string | undefined): boolean {
  if (/^["(\u201C\u201D\u2018\u2019\u00AB'`]/.test(text) || /^v\s*[=:]/i.test(text)) return true;
  return before !== undefined && /^TXT$/i.test(before) && /[=:;]/.test(text);
}

function dataAfterType(words: Word[]): Word | null {
  const type = words.findIndex(({ text }) => /^TXT$/i.test(text));
  return type < 0 ? null : (words[type + 1] ?? null);
}

/** Without quotes, class or TTL, a line with a type is as likely to come from a panel as from a zone file. */
function formOf(head: Word[], hasType: boolean, isQuoted: boolean): "zone" | "listing" | "bare" {
  if (head.length === 0) return "bare";
  return hasType && (isQuoted || head.some(({ text }) => /^(?:\d+[smhdw]?|IN)$/i.test(text)))
    ? "zone"
    : "listing";
}

/** The first word that is no TTL, class or type; panels also put the type first. */
function ownerOf(head: Word[]): Word | null {
  const isOther = ({ text }: Word) => /^(?:\d+[smhdw]?|IN|CH|HS|TXT)$/i.test(text);
  return head.find((word) => !isOther(word)) ?? null;
}
