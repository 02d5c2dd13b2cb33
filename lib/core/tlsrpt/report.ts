import { type Finding, finding, type Parsed } from "../finding.ts";
import { reportLimits } from "./limits.ts";
import { opensDeeperThan } from "./nesting.ts";
import { readPolicyResult } from "./read-policy-result.ts";
import { noteRepeatedKey } from "./repeated-key.ts";
import { noteError, noteQuirk, type ReportNotes, startNotes } from "./report-notes.ts";
import type { PolicyResult, TlsReport } from "./report-shape.ts";
import { readReportTime } from "./report-time.ts";
import { isJsonObject, type JsonObject, readFreeText, readKeyText } from "./report-values.ts";
import { listsSessionsTwice } from "./sessions.ts";
import { noteUnknownKey } from "./unknown-key.ts";

export type { FailureDetail, PolicyResult, TlsReport } from "./report-shape.ts";

/**
 * Reads one TLS report, leniently (RFC 8460 §4.4). Every tolerance of `quirks.ts` it needed is an `info` finding,
 * every reason not to read it an `error`; `subject` is the JSON path. Never throws; the time it takes is linear.
 */
export function parseTlsReport(json: string): Parsed<TlsReport> {
  if (json.length > reportLimits.characters) {
    return refuse("report-too-large", { limit: reportLimits.characters });
  }
  if (opensDeeperThan(json, reportLimits.nesting)) {
    return refuse("report-nesting", { field: "JSON", limit: reportLimits.nesting });
  }
  // JSON spells U+0000 and lone surrogates as escapes, so a text without any needs no second look.
  const notes = startNotes(json.includes("\\u") || !json.isWellFormed());
  const root = parseJson(json, notes);
  // I-JSON is what §4 asks for; all else is about the keys of §4.4.
  if (!root.ok) return refuse("report-not-json", {}, "RFC 8460 §4");
  if (!isJsonObject(root.value)) return refuse("report-not-object", {});
  const value = readReport(root.value, notes);
  if (notes.failed) return { ok: false, findings: notes.findings };
  noteRepeatedKey(json, value, notes);
  return { ok: true, value, findings: notes.findings };
}

function refuse(
  code: string,
  data: Finding["data"],
  clause = "RFC 8460 §4.4",
): { ok: false; findings: Finding[] } {
  return { ok: false, findings: [finding(code, "error", { clause, data })] };
}

function parseJson(json: string, notes: ReportNotes): { ok: true; value: unknown } | { ok: false } {
  const marked = json.charCodeAt(0) === 0xfeff;
  if (marked) noteQuirk(notes, "report-byte-order-mark", "");
  try {
    return { ok: true, value: JSON.parse(marked ? json.slice(1) : json) };
  } catch {
    return { ok: false };
  }
}

/** The values of a report's keys, as they came. */
type Root = { name: unknown; range: unknown; contact: unknown; id: unknown; policies: unknown };

function readReport(object: JsonObject, notes: ReportNotes): TlsReport {
  const root = sortKeys(object, notes);
  const range = readRange(root.range, notes);
  const report: TlsReport = {
    organizationName: readKeyText(root.name, "organization-name", reportLimits.name, notes) ?? "",
    reportId: readReportId(root.id, notes),
    contactInfo: readContact(root.contact, notes),
    start: range.start,
    end: range.end,
    policies: readPolicies(root.policies, notes),
  };
  if (report.policies.length > 1 && listsSessionsTwice(report)) {
    noteQuirk(notes, "report-same-sessions", "policies");
  }
  return report;
}

function sortKeys(object: JsonObject, notes: ReportNotes): Root {
  const root: Root = {
    name: undefined,
    range: undefined,
    contact: undefined,
    id: undefined,
    policies: undefined,
  };
  for (const key in object) {
    if (key === "organization-name") root.name = object[key];
    else if (key === "date-range") root.range = object[key];
    else if (key === "contact-info") root.contact = object[key];
    else if (key === "report-id") root.id = object[key];
    else if (key === "policies") root.policies = object[key];
    else noteUnknownKey(key, object[key], "", notes);
  }
  return root;
}

function readReportId(value: unknown, notes: ReportNotes): string | null {
  if (value !== undefined && value !== null && value !== "") {
    const id = readFreeText(value, "report-id", notes);
    if (id === null || id.length <= reportLimits.reportId) return id;
    noteError(notes, "report-text-too-long", "report-id", { limit: reportLimits.reportId });
    return null;
  }
  noteQuirk(notes, "report-id-missing", "report-id");
  return null;
}

function readContact(value: unknown, notes: ReportNotes): string | null {
  if (value !== undefined && value !== null && value !== "")
    return readFreeText(value, "contact-info", notes);
  noteQuirk(notes, "report-contact-missing", "contact-info");
  return null;
}

const dayMilliseconds = 86_400_000;

function readRange(value: unknown, notes: ReportNotes): { start: Date; end: Date } {
  if (!isJsonObject(value)) {
    const code = value === undefined || value === null ? "report-field-missing" : "report-field-type";
    noteError(notes, code, "date-range", { expected: "object" });
    return { start: new Date(Number.NaN), end: new Date(Number.NaN) };
  }
  let start: unknown;
  let end: unknown;
  for (const key in value) {
    if (key === "start-datetime") start = value[key];
    else if (key === "end-datetime") end = value[key];
    else noteUnknownKey(key, value[key], "date-range", notes);
  }
  const from = readReportTime(start, "date-range.start-datetime", notes);
  const to = readReportTime(end, "date-range.end-datetime", notes);
  if (to < from) noteQuirk(notes, "report-range-reversed", "date-range");
  else if (to - from > dayMilliseconds) noteQuirk(notes, "report-range-long", "date-range");
  else if (to - from === dayMilliseconds) noteQuirk(notes, "report-range-next-midnight", "date-range");
  return { start: new Date(from), end: new Date(to) };
}

function readPolicies(value: unknown, notes: ReportNotes): PolicyResult[] {
  if (!Array.isArray(value)) {
    const code = value === undefined || value === null ? "report-field-missing" : "report-field-type";
    noteError(notes, code, "policies", { expected: "list" });
    return [];
  }
  if (value.length > reportLimits.policies) {
    noteError(notes, "report-too-many-policies", "policies", { limit: reportLimits.policies });
    return [];
  }
  if (value.length === 0) noteQuirk(notes, "report-policies-empty", "policies");
  const policies: PolicyResult[] = [];
  for (let index = 0; index < value.length; index++) {
    notes.policy = index;
    policies.push(readPolicyResult(value[index], notes));
  }
  notes.policy = -1;
  return policies;
}
