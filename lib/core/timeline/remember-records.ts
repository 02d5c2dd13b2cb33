import type { DnsAnswer } from "../evidence.ts";
import { selectMtaStsRecord } from "../mtasts/record.ts";
import { mtaStsRecordName } from "../mtasts/record-name.ts";
import { tlsRptName } from "../tlsrpt/record-name.ts";
import type { MtaStsFacts, Remembered } from "./event.ts";
import { plainText } from "./plain-text.ts";

/** Of more records, or longer ones, senders use none; changes beyond are not told. */
const maxTexts = 4;
const maxTextLength = 2_048;

/** The TLS-RPT record: its texts in order, none when it is absent; `null` as long as no answer came. */
export function rememberTlsRpt(
  before: string[] | null,
  answer: DnsAnswer<string>,
  domain: string,
): Remembered<string[] | null> {
  const texts = textsOf(answer, /^\s*v\s*=\s*TLSRPT/i);
  if (texts === null || before === null || isSame(texts, before)) {
    return { next: texts ?? before, events: [] };
  }
  const subject = tlsRptName(domain);
  if (before.length === 0)
    return { next: texts, events: [{ kind: "tlsrpt-published", subject, before: null, after: { texts } }] };
  const was = { texts: before };
  return texts.length === 0
    ? { next: texts, events: [{ kind: "tlsrpt-removed", subject, before: was, after: null }] }
    : { next: texts, events: [{ kind: "tlsrpt-changed", subject, before: was, after: { texts } }] };
}

/** The MTA-STS record, with the id that senders compare (RFC 8461 §3.1); no texts when it is absent. */
export function rememberMtaSts(
  before: MtaStsFacts | null,
  answer: DnsAnswer<string>,
  domain: string,
): Remembered<MtaStsFacts | null> {
  const texts = textsOf(answer, /^\s*v\s*=\s*STS/i);
  if (texts === null) return { next: before, events: [] };
  const after = { texts, id: idOf(answer) };
  if (before === null || isSame(texts, before.texts)) return { next: after, events: [] };
  const subject = mtaStsRecordName(domain);
  if (before.texts.length === 0)
    return { next: after, events: [{ kind: "mtasts-published", subject, before: null, after }] };
  if (texts.length === 0)
    return { next: after, events: [{ kind: "mtasts-removed", subject, before, after: null }] };
  const hasNewId = before.id !== null && after.id !== null && before.id !== after.id;
  const kind = hasNewId ? "mtasts-id-changed" : "mtasts-changed";
  return { next: after, events: [{ kind, subject, before, after }] };
}

/**
 * The texts that are meant for the record, right or misspelt: a wildcard may bring others. Their order means nothing. `null`:
 * no answer came.
 */
function textsOf(answer: DnsAnswer<string>, meant: RegExp): string[] | null {
  if (answer.kind === "unreachable") return null;
  if (answer.kind === "absent") return [];
  const texts = answer.records.filter((text) => meant.test(text));
  return texts
    .map((text) => plainText(text, maxTextLength))
    .sort()
    .slice(0, maxTexts);
}

function idOf(answer: DnsAnswer<string>): string | null {
  const record = answer.kind === "found" ? selectMtaStsRecord(answer.records) : null;
  return record?.ok ? record.value.id : null;
}

function isSame(a: string[], b: string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
