import type { Finding, Parsed } from "../finding.ts";
import { fitsExtensionValue, type RecordField, readRecordFields } from "../tlsrpt/record-fields.ts";
import { at, capped, characterName, excerpt, isQuote, type RecordKind } from "../tlsrpt/record-finding.ts";
import { lintLength } from "../tlsrpt/record-length.ts";
import { type Selected, selectRecord } from "../tlsrpt/record-selection.ts";

/** The TXT record at `_mta-sts.<domain>` (RFC 8461 §3.1). */
export type MtaStsRecord = {
  /** Tells senders whether the policy changed; 1 to 32 letters and digits. */
  id: string;
  extensions: { name: string; value: string }[];
};

const kind: RecordKind = { prefix: "mtasts", version: "v=STSv1", clause: "RFC 8461 §3.1" };

/**
 * Reads one MTA-STS record, its character-strings already joined without spaces (RFC 8461 §3.1). `ok` is the
 * grammar's verdict, the one a conforming sender goes by; beside it, a `warning` or `info` says what may bite.
 */
export function parseMtaStsRecord(text: string): Parsed<MtaStsRecord> {
  const { fields, findings } = readRecordFields(text, kind, ["id"]);
  const ids = fields.filter((field) => field.name === "id");
  const id = ids.find((field) => idForm.test(field.value));
  const judged = [
    ...findings,
    ...ids.flatMap((field) => judgeId(field, id !== undefined)),
    ...judgeIdMissing(text, fields, findings),
  ];
  const failed = judged.some(({ severity }) => severity === "error");
  if (id === undefined || failed) return { ok: false, findings: capped(judged) };
  const extensions = fields.filter((field) => field !== id).map(({ name, value }) => ({ name, value }));
  const lints = [...lintFields(fields, id), ...lintLength(text, kind)];
  return { ok: true, value: { id: id.value, extensions }, findings: capped([...judged, ...lints]) };
}

/**
 * Applies RFC 8461 §3.1 to all TXT records at the name, each already joined: those that do not begin with `v=STSv1;`
 * do not count, and of the rest there must be exactly one.
 */
export function selectMtaStsRecord(texts: string[]): Selected<MtaStsRecord> {
  return selectRecord(texts, kind, parseMtaStsRecord);
}

/** Writes a record, with the final `;` of the RFC's example. */
export function formatMtaStsRecord(record: MtaStsRecord): string {
  const fields = [`id=${record.id}`, ...record.extensions.map(({ name, value }) => `${name}=${value}`)];
  return `${[kind.version, ...fields].join("; ")};`;
}

/** `sts-id = %s"id=" 1*32(ALPHA / DIGIT)`. */
const idForm = /^[A-Za-z0-9]{1,32}$/;

/** By the grammar, a malformed id is an extension that is called so, and void only when no true one is there. */
function judgeId(field: RecordField, hasId: boolean): Finding[] {
  if (idForm.test(field.value)) return [];
  const severity = hasId && fitsExtensionValue(field.value) ? "warning" : "error";
  const end = field.end;
  if (field.value === "") return [at(kind, "id-empty", field.start, end, {}, severity)];
  const wrong = /[^A-Za-z0-9]/u.exec(field.value);
  if (wrong === null) {
    const data = { length: field.value.length };
    return [at(kind, "id-long", field.valueStart + 32, end, data, severity)];
  }
  const start = field.valueStart + wrong.index;
  const code = isQuote(wrong[0]) ? "quotes" : "id-character";
  const data = { id: excerpt(field.value), character: characterName(wrong[0]) };
  return [at(kind, code, start, start + wrong[0].length, data, severity)];
}

function judgeIdMissing(text: string, fields: RecordField[], findings: Finding[]): Finding[] {
  if (fields.some(({ name }) => name === "id")) return [];
  const upper = fields.find(({ name }) => name.toLowerCase() === "id");
  if (upper !== undefined) return [at(kind, "id-case", upper.start, upper.start + 2, { name: upper.name })];
  // A record that does not begin as one, or whose id could not be split off, has its own finding already.
  const explained = findings.some(
    ({ code, severity }) => severity === "error" && code !== "mtasts-field-empty",
  );
  return explained ? [] : [at(kind, "id-missing", text.length, text.length)];
}

/** Keys of the policy file (RFC 8461 §3.2), which mean nothing in the record. */
const policyKeys: ReadonlySet<string> = new Set(["mode", "mx", "max_age", "version"]);

function lintFields(fields: RecordField[], id: RecordField): Finding[] {
  return fields.flatMap((field) => {
    if (field === id) return [];
    const data = { name: field.name };
    if (field.name === "id") return [repeatedId(field, id)];
    const code = policyKeys.has(field.name.toLowerCase()) ? "key-of-policy" : "extension-unknown";
    return [at(kind, code, field.start, field.end, data, code === "key-of-policy" ? "warning" : "info")];
  });
}

/** The first counts, in the record as in the policy: RFC 8461 §3.2 says so of both. */
function repeatedId(field: RecordField, id: RecordField): Finding {
  const repeated = at(kind, "id-repeated", field.start, field.end, { id: id.value }, "warning");
  return { ...repeated, clause: "RFC 8461 §3.2" };
}
