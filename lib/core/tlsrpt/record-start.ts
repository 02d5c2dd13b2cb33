import type { Finding } from "../finding.ts";
import { editDistance } from "./edit-distance.ts";
import { at, characterName, excerpt, isQuote, type RecordKind } from "./record-finding.ts";

/**
 * Judges how a record begins: with its version and a `;` (RFC 8460 §3, RFC 8461 §3.1). When it does not, says what
 * stands there instead. `fieldsAt` is where to go on reading fields, `null` when this is no record of the kind.
 */
export function judgeRecordStart(
  text: string,
  kind: RecordKind,
): { fieldsAt: number | null; findings: Finding[] } {
  if (text.trim() === "") return { fieldsAt: null, findings: [at(kind, "record-empty", 0, text.length)] };
  if (text.startsWith(kind.version)) return judgeDelimiter(text, kind);
  const lead = /^[\s\uFEFF]+/.exec(text)?.[0].length ?? 0;
  if (lead > 0) {
    const inner = judgeRecordStart(text.slice(lead), kind);
    const moved = inner.findings.map((one) => shifted(one, lead));
    const blank = at(kind, "leading-blank", 0, lead, { character: characterName(text.slice(0, 1)) });
    return { fieldsAt: inner.fieldsAt === null ? null : inner.fieldsAt + lead, findings: [blank, ...moved] };
  }
  return judgeOtherStart(text, kind);
}

/** The version is right; a `;` must follow, and at once: the RFCs drop records that begin with anything else. */
function judgeDelimiter(text: string, kind: RecordKind): { fieldsAt: number | null; findings: Finding[] } {
  const end = kind.version.length;
  const rest = text.slice(end);
  if (rest.startsWith(";")) return { fieldsAt: end, findings: [] };
  const blanks = /^[ \t]+(?=;)/.exec(rest)?.[0].length ?? 0;
  const data = { version: kind.version };
  if (blanks > 0) {
    return { fieldsAt: end, findings: [at(kind, "version-blank", end, end + blanks, data, "warning")] };
  }
  const findings = [at(kind, "version-undelimited", end, Math.min(end + 1, text.length), data)];
  return { fieldsAt: text.includes(";", end) ? end : null, findings };
}

function judgeOtherStart(text: string, kind: RecordKind): { fieldsAt: number | null; findings: Finding[] } {
  const fieldsAt = text.includes(";") ? 0 : null;
  if (isQuote(text.slice(0, 1))) return { fieldsAt: null, findings: [at(kind, "quotes", 0, 1)] };
  const tag = /^[vV]\s*[=:]\s*([^;,\s]*)/.exec(text);
  const found = tag?.[0] ?? "";
  const data = { found: excerpt(found), version: kind.version };
  const other = otherRecord(text, kind);
  if (other !== null)
    return {
      fieldsAt: null,
      findings: [at(kind, "other-record", 0, found.length, { ...data, kind: other })],
    };
  if (tag === null)
    return { fieldsAt: null, findings: [at(kind, "version-missing", 0, Math.min(text.length, 64), data)] };
  if (found.toLowerCase() === kind.version.toLowerCase()) {
    return { fieldsAt, findings: [at(kind, "version-case", 0, found.length, data)] };
  }
  const isClose = editDistance(found.toLowerCase(), kind.version.toLowerCase(), 4) <= 3;
  const code = isClose ? "version-misspelt" : "version-missing";
  return { fieldsAt: isClose ? fieldsAt : null, findings: [at(kind, code, 0, found.length, data)] };
}

const others = [
  ["v=spf1", "SPF"],
  ["v=dmarc1", "DMARC"],
  ["v=dkim1", "DKIM"],
  ["v=bimi1", "BIMI"],
  ["v=tlsrptv1", "TLS-RPT"],
  ["v=stsv1", "MTA-STS"],
] as const;

function otherRecord(text: string, kind: RecordKind): string | null {
  const lowered = text.slice(0, 16).toLowerCase();
  const match = others.find(([start]) => lowered.startsWith(start) && start !== kind.version.toLowerCase());
  return match?.[1] ?? null;
}

function shifted(one: Finding, by: number): Finding {
  return one.span === null ? one : { ...one, span: { start: one.span.start + by, end: one.span.end + by } };
}
