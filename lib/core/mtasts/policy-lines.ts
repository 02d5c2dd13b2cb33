import { type Finding, finding } from "../finding.ts";
import { countLeading, trimEndOf } from "../tlsrpt/blanks.ts";
import { editDistance } from "../tlsrpt/edit-distance.ts";
import { characterName, excerpt } from "../tlsrpt/record-finding.ts";

/** One `key: value` line; `line` from 1, offsets are UTF-16 into the whole text. */
export type PolicyField = {
  name: string;
  value: string;
  line: number;
  start: number;
  valueStart: number;
  end: number;
};

type Line = { text: string; line: number; start: number };

/** A hostile or utterly different file breaks the grammar on every line; past this the rest says nothing new. */
const maxFindings = 50;

/**
 * Splits a policy into its lines (RFC 8461 §3.2), ended by LF or CRLF, the last one perhaps by nothing. `findings`
 * holds an `error` for every line outside the grammar; repeated keys but `mx` are left out, as the first one wins.
 */
export function readPolicyLines(text: string): { fields: PolicyField[]; findings: Finding[] } {
  const whole = { start: 0, end: text.length };
  if (text.trim() === "") return { fields: [], findings: [policyFinding("empty", "error", null, whole)] };
  if (/^[\s\uFEFF]*</.test(text)) return { fields: [], findings: [policyFinding("html", "error", 1, whole)] };
  const fields: PolicyField[] = [];
  const findings: Finding[] = [];
  for (const line of splitLines(text, findings)) {
    const field = readLine(line, findings);
    if (findings.length >= maxFindings) break;
    if (field !== null && !isRepeated(field, fields, findings)) fields.push(field);
  }
  return { fields: judgeKeys(fields, findings), findings };
}

/** A finding about a policy; `span` into the whole text. */
export function policyFinding(
  code: string,
  severity: Finding["severity"],
  line: number | null,
  span: Finding["span"],
  data: Finding["data"] = {},
): Finding {
  return finding(`mtasts-policy-${code}`, severity, { clause: "RFC 8461 §3.2", line, span, data });
}

function splitLines(text: string, findings: Finding[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  if (text.startsWith("\uFEFF")) {
    findings.push(policyFinding("byte-order-mark", "error", 1, { start: 0, end: 1 }));
    start = 1;
  }
  for (let line = 1; start < text.length; line++) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const crlf = feed > start && text[feed - 1] === "\r" ? 1 : 0;
    lines.push({ text: text.slice(start, end - crlf), line, start });
    start = end + 1;
  }
  return lines;
}

type Note = (code: string, start: number, end: number, data?: Finding["data"]) => null;

/** `sts-policy-field *WSP`: a name, `:`, perhaps blanks, a value, perhaps blanks. */
function readLine(line: Line, findings: Finding[]): PolicyField | null {
  const note: Note = (code, start, end, data = {}) => {
    const span = { start: line.start + start, end: line.start + end };
    findings.push(policyFinding(code, "error", line.line, span, data));
    return null;
  };
  const lead = /^\s*/.exec(line.text)?.[0].length ?? 0;
  if (lead === line.text.length) return note("blank-line", 0, lead);
  if (lead > 0) note("leading-blank", 0, lead);
  if (/^\s*(?:#|\/\/)/.test(line.text)) return note("comment", lead, line.text.length);
  const colon = line.text.indexOf(":");
  if (colon < 0) return noteNoColon(line, lead, note);
  const name = line.text.slice(lead, colon);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(name)) {
    return note("key-malformed", lead, Math.max(colon, lead + 1), { found: excerpt(name), key: name.trim() });
  }
  const value = readValue(line, colon, note);
  return value === null ? null : { name, line: line.line, start: line.start + lead, ...value };
}

/** `sts-policy-ext-value`, which every value fits: visible characters and UTF-8, with blanks between them. */
function readValue(
  line: Line,
  colon: number,
  note: Note,
): Pick<PolicyField, "value" | "valueStart" | "end"> | null {
  const start = colon + 1 + countLeading(line.text.slice(colon + 1), " \t");
  const value = trimEndOf(line.text.slice(start), " \t");
  const key = line.text.slice(0, colon).trim();
  if (value === "") return note("value-empty", 0, line.text.length, { key });
  const wrong = /[^\u0020-\u007E\u0080-\u{10FFFF}]|[\uD800-\uDFFF]/u.exec(value);
  if (wrong !== null) {
    const at = start + wrong.index;
    return note("character", at, at + wrong[0].length, { key, character: characterName(wrong[0]) });
  }
  return { value, valueStart: line.start + start, end: line.start + start + value.length };
}

function noteNoColon(line: Line, lead: number, note: Note): null {
  const assigned = /^([A-Za-z0-9_.-]{1,32})[ \t]*=/.exec(line.text.slice(lead));
  const key = assigned?.[1];
  if (key === undefined)
    return note("line-malformed", lead, line.text.length, { found: excerpt(line.text.trim()) });
  return note("line-equals", lead + key.length, lead + (assigned?.[0].length ?? 0), { key });
}

/** RFC 8461 §3.2: of keys that may stand once, all but the first are ignored. */
function isRepeated(field: PolicyField, fields: PolicyField[], findings: Finding[]): boolean {
  if (!onceKeys.includes(field.name)) return false;
  const earlier = fields.find(({ name }) => name === field.name);
  if (earlier === undefined) return false;
  const data = { key: field.name, kept: excerpt(earlier.value), ignored: excerpt(field.value) };
  findings.push(
    policyFinding("key-repeated", "warning", field.line, { start: field.start, end: field.end }, data),
  );
  return true;
}

const onceKeys = ["version", "mode", "max_age"];

/** A key nobody knows is ignored (RFC 8461 §3.2), unless it stands where a needed one is missing: then it was meant. */
function judgeKeys(fields: PolicyField[], findings: Finding[]): PolicyField[] {
  const known = [...onceKeys, "mx"];
  const missing = known.filter((key) => !fields.some(({ name }) => name === key));
  for (const { name, line, start } of fields) {
    if (known.includes(name)) continue;
    const span = { start, end: start + name.length };
    const lowered = name.toLowerCase();
    const meant = missing.find(
      (key) => lowered === key || (name.length > 2 && editDistance(lowered, key, 3) <= 2),
    );
    const isNeeded = meant !== undefined && (meant !== "mx" || lowered === "mx");
    if (isNeeded)
      findings.push(policyFinding("key-misspelt", "error", line, span, { found: name, key: meant }));
    else findings.push(policyFinding("key-unknown", "info", line, span, { key: name }));
  }
  return fields;
}
