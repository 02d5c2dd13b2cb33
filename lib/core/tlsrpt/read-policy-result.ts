import { reportLimits } from "./limits.ts";
import { readFailureDetail } from "./read-failure-detail.ts";
import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";
import type { FailureDetail, PolicyResult } from "./report-shape.ts";
import { readPolicyDomain, readPolicyType } from "./report-types.ts";
import { isJsonObject, readCount, readTexts } from "./report-values.ts";
import { noteUnknownKey } from "./unknown-key.ts";

/** Reads one entry of `policies` (RFC 8460 §4.4): what was applied, what the sessions came to, and why. */
export function readPolicyResult(value: unknown, notes: ReportNotes): PolicyResult {
  const result: PolicyResult = {
    type: "",
    domain: null,
    policyString: null,
    mxHost: null,
    successfulSessions: unsaid,
    failedSessions: unsaid,
    failures: [],
  };
  if (!isJsonObject(value)) {
    noteError(notes, "report-field-type", "", { expected: "object" });
    return result;
  }
  for (const key in value) {
    if (key === "policy") readPolicy(result, value[key], notes);
    else if (key === "summary") readSummary(result, value[key], notes);
    else if (key === "failure-details") result.failures = readFailures(value[key], notes);
    else noteUnknownKey(key, value[key], "", notes);
  }
  if (result.type === "" && value.policy === undefined) noteError(notes, "report-field-missing", "policy");
  if (result.failedSessions === unsaid && value.summary === undefined)
    noteError(notes, "report-field-missing", "summary");
  compareWithSummary(result, notes);
  return result;
}

function readPolicy(result: PolicyResult, value: unknown, notes: ReportNotes): void {
  if (!isJsonObject(value)) {
    noteError(notes, "report-field-type", "policy", { expected: "object" });
    return;
  }
  for (const key in value) {
    if (key === "policy-type") result.type = readPolicyType(value[key], notes);
    else if (key === "policy-domain") result.domain = readPolicyDomain(value[key], notes);
    else if (key === "policy-string")
      result.policyString = readTexts(value[key], "policy.policy-string", notes);
    else if (key === "mx-host") result.mxHost = readMxHost(value[key], notes);
    else if (key === "mx-host-pattern") {
      noteQuirk(notes, "report-key-renamed", "policy.mx-host-pattern", { found: key, expected: "mx-host" });
      result.mxHost = readMxHost(value[key], notes);
    } else noteUnknownKey(key, value[key], "policy", notes);
  }
  if (result.type === "" && value["policy-type"] === undefined) {
    noteError(notes, "report-field-missing", "policy.policy-type");
  }
  if (result.domain === null && value["policy-domain"] === undefined) {
    noteQuirk(notes, "report-policy-domain-missing", "policy.policy-domain");
  }
  notePolicyString(result, notes);
  noteMxHost(result, notes);
}

/** One bare pattern stands for a list of one (erratum 6241 mends the RFC's own example). */
function readMxHost(value: unknown, notes: ReportNotes): string[] {
  if (typeof value !== "string") return readTexts(value, "policy.mx-host", notes);
  noteQuirk(notes, "report-mx-host-text", "policy.mx-host");
  return readTexts([value], "policy.mx-host", notes);
}

function notePolicyString(result: PolicyResult, notes: ReportNotes): void {
  const lines = result.policyString;
  const first = lines?.[0];
  if (lines === null || typeof first !== "string") return;
  if (first.startsWith("[")) noteQuirk(notes, "report-policy-string-encoded", "policy.policy-string");
  for (const line of lines) {
    if (line.charCodeAt(line.length - 1) === 0x0d)
      noteQuirk(notes, "report-policy-string-line-end", "policy.policy-string");
  }
}

function noteMxHost(result: PolicyResult, notes: ReportNotes): void {
  if (result.mxHost === null) return;
  for (const pattern of result.mxHost) {
    if (pattern.startsWith("mx:")) noteQuirk(notes, "report-mx-host-prefixed", "policy.mx-host");
  }
  if (result.type !== "sts") noteQuirk(notes, "report-mx-host-unexpected", "policy.mx-host");
}

function readSummary(result: PolicyResult, value: unknown, notes: ReportNotes): void {
  if (!isJsonObject(value)) {
    noteError(notes, "report-field-type", "summary", { expected: "object" });
    return;
  }
  for (const key in value) {
    if (key === "total-successful-session-count") {
      result.successfulSessions = readTotal(value[key], successPath, notes);
    } else if (key === "total-failure-session-count") {
      result.failedSessions = readTotal(value[key], failurePath, notes);
    } else noteUnknownKey(key, value[key], "summary", notes);
  }
  if (result.successfulSessions === unsaid) result.successfulSessions = omitted(successPath, notes);
  if (result.failedSessions === unsaid) result.failedSessions = omitted(failurePath, notes);
}

const successPath = "summary.total-successful-session-count";
const failurePath = "summary.total-failure-session-count";

/** A total that the report does not state; -1, from `readCount`, is one that cannot be read. */
const unsaid = -2;

function readTotal(value: unknown, path: string, notes: ReportNotes): number {
  return value === null ? unsaid : readCount(value, path, notes);
}

/** Protocol buffers leave zeros out. */
function omitted(path: string, notes: ReportNotes): number {
  noteQuirk(notes, "report-count-omitted", path);
  return 0;
}

function readFailures(value: unknown, notes: ReportNotes): FailureDetail[] {
  if (value === null) {
    noteQuirk(notes, "report-list-null", "failure-details");
    return [];
  }
  if (!Array.isArray(value)) {
    noteError(notes, "report-field-type", "failure-details", { expected: "list" });
    return [];
  }
  notes.details += value.length;
  if (notes.details > reportLimits.failureDetails) {
    noteError(notes, "report-too-many-details", "failure-details", { limit: reportLimits.failureDetails });
    return [];
  }
  const failures: FailureDetail[] = [];
  for (let index = 0; index < value.length; index++) {
    notes.detail = index;
    failures.push(readFailureDetail(value[index], notes));
  }
  notes.detail = -1;
  return failures;
}

/** Both are kept as sent: failure types are not exclusive (RFC 8460 §4), and details may be left out. */
function compareWithSummary(result: PolicyResult, notes: ReportNotes): void {
  if (result.failedSessions <= 0 && result.failures.length === 0) return;
  let explained = 0;
  for (const failure of result.failures) explained += failure.failedSessions;
  const counts = { details: explained, summary: result.failedSessions };
  if (explained > result.failedSessions && result.failedSessions >= 0) {
    noteQuirk(notes, "report-details-exceed-summary", "failure-details", counts);
  } else if (explained < result.failedSessions) {
    noteQuirk(notes, "report-failures-unexplained", "failure-details", counts);
  }
}
