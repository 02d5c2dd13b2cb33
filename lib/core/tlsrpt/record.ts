import type { Finding, Parsed } from "../finding.ts";
import { encodeRuaUri } from "./percent.ts";
import { fitsExtensionValue, type RecordField, readRecordFields } from "./record-fields.ts";
import { at, capped, excerpt, type RecordKind } from "./record-finding.ts";
import { lintTlsRptRecord } from "./record-lint.ts";
import { type Selected, selectRecord } from "./record-selection.ts";
import { readRua } from "./rua.ts";

/** The TXT record at `_smtp._tls.<domain>` (RFC 8460 §3). */
export type TlsRptRecord = {
  /** URIs as written, in the order written; some senders use only the first. */
  rua: string[];
  extensions: { name: string; value: string }[];
};

const kind: RecordKind = { prefix: "tlsrpt", version: "v=TLSRPTv1", clause: "RFC 8460 §3" };

/**
 * Reads one TLS-RPT record, its character-strings already joined without spaces (RFC 8460 §3). `ok` is the grammar's
 * verdict, the one a conforming sender goes by. Beside `ok`, a `warning` or `info` says what may bite; the one
 * `error` that may stand there is `tlsrpt-no-usable-destination`: a valid record that brings no report.
 */
export function parseTlsRptRecord(text: string): Parsed<TlsRptRecord> {
  const { fields, findings } = readRecordFields(text, kind, ["rua"]);
  const rua = fields.filter((field) => field.name === "rua").map(readRua);
  const valid = rua.filter((one) => one.findings.every(({ severity }) => severity !== "error"));
  const validFields = new Set(valid.map((one) => one.field));
  const judged = [
    ...findings,
    // By the grammar, a malformed rua is an extension that is called so, and void only when no true one is there.
    ...rua.flatMap((one) => one.findings.map((found) => eased(found, one.field, valid.length))),
    ...judgeRuaMissing(text, fields, findings),
  ];
  if (judged.some(({ severity }) => severity === "error")) return { ok: false, findings: capped(judged) };
  const value: TlsRptRecord = {
    rua: valid.flatMap((one) => one.uris.map(({ uri }) => uri)),
    extensions: fields.filter((field) => !validFields.has(field)).map(({ name, value }) => ({ name, value })),
  };
  return { ok: true, value, findings: capped([...judged, ...lintTlsRptRecord(text, kind, fields, valid)]) };
}

/**
 * Applies RFC 8460 §3 to all TXT records at the name, each already joined: those that do not begin with
 * `v=TLSRPTv1;` do not count, and of the rest there must be exactly one.
 */
export function selectTlsRptRecord(texts: string[]): Selected<TlsRptRecord> {
  return selectRecord(texts, kind, parseTlsRptRecord);
}

/** Writes a record. What a URI may not hold in `rua` is percent-encoded (RFC 8460 §3). */
export function formatTlsRptRecord(record: TlsRptRecord): string {
  const rua = `rua=${record.rua.map(encodeRuaUri).join(",")}`;
  return [kind.version, rua, ...record.extensions.map(({ name, value }) => `${name}=${value}`)].join("; ");
}

function eased(found: Finding, field: RecordField, validRua: number): Finding {
  const isExtension = validRua > 0 && found.severity === "error" && fitsExtensionValue(field.value);
  return isExtension ? { ...found, severity: "warning" } : found;
}

function judgeRuaMissing(text: string, fields: RecordField[], findings: Finding[]): Finding[] {
  if (fields.some(({ name }) => name === "rua")) return [];
  const upper = fields.find(({ name }) => name.toLowerCase() === "rua");
  if (upper !== undefined) return [at(kind, "rua-case", upper.start, upper.start + 3, { name: upper.name })];
  const near = fields.find(({ value }) => /^(?:mailto|https?):/i.test(value));
  if (near !== undefined) {
    const span = [near.start, near.start + near.name.length] as const;
    return [at(kind, "rua-misnamed", ...span, { name: excerpt(near.name) })];
  }
  // A record that does not begin as one, or whose rua could not be split off, has its own finding already.
  const explained = findings.some(
    ({ code, severity }) => severity === "error" && code !== "tlsrpt-field-empty",
  );
  return explained ? [] : [at(kind, "rua-missing", text.length, text.length)];
}
