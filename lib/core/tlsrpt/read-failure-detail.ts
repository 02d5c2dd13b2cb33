import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";
import type { FailureDetail } from "./report-shape.ts";
import { readResultType } from "./report-types.ts";
import { isJsonObject, readCount, readFreeText } from "./report-values.ts";
import { noteUnknownKey } from "./unknown-key.ts";

/** Other names seen for the keys of RFC 8460 §4.4. */
const aliases = new Map([
  ["receiving-mx-host-name", "receiving-mx-hostname"],
  ["additional-info-uri", "additional-information"],
  ["failure-error-code", "failure-reason-code"],
]);

/** Reads one entry of `failure-details` (RFC 8460 §4.4); what it cannot do without is its type and its count. */
export function readFailureDetail(value: unknown, notes: ReportNotes): FailureDetail {
  const detail: FailureDetail = {
    resultType: "",
    failedSessions: -1,
    sendingMtaIp: null,
    receivingMxHostname: null,
    receivingMxHelo: null,
    receivingIp: null,
    additionalInformation: null,
    failureReasonCode: null,
  };
  if (!isJsonObject(value)) {
    noteError(notes, "report-field-type", "", { expected: "object" });
    return detail;
  }
  for (const key in value) {
    if (!readField(detail, key, value[key], notes)) readOther(detail, key, value[key], notes);
  }
  if (detail.resultType === "" && value["result-type"] === undefined) {
    noteError(notes, "report-field-missing", "result-type");
  }
  if (detail.failedSessions < 0 && value["failed-session-count"] === undefined) {
    noteError(notes, "report-field-missing", "failed-session-count");
  }
  noteAbsent(detail, notes);
  return detail;
}

function readField(detail: FailureDetail, key: string, value: unknown, notes: ReportNotes): boolean {
  switch (key) {
    case "result-type":
      detail.resultType = readResultType(value, notes);
      return true;
    case "failed-session-count":
      detail.failedSessions = readCount(value, key, notes);
      return true;
    case "sending-mta-ip":
      detail.sendingMtaIp = readFreeText(value, key, notes);
      return true;
    case "receiving-mx-hostname":
      detail.receivingMxHostname = readFreeText(value, key, notes);
      return true;
    case "receiving-mx-helo":
      detail.receivingMxHelo = readFreeText(value, key, notes);
      return true;
    case "receiving-ip":
      detail.receivingIp = readFreeText(value, key, notes);
      return true;
    case "additional-information":
      detail.additionalInformation = readInformation(value, notes);
      return true;
    case "failure-reason-code":
      detail.failureReasonCode = readFreeText(value, key, notes);
      return true;
    default:
      return false;
  }
}

function readOther(detail: FailureDetail, key: string, value: unknown, notes: ReportNotes): void {
  const known = aliases.get(key);
  if (known === undefined) {
    noteUnknownKey(key, value, "", notes);
    return;
  }
  noteQuirk(notes, "report-key-renamed", key, { found: key, expected: known });
  readField(detail, known, value, notes);
}

/** RFC 8460 §4.4 wants a URI; it is only ever shown as text, so any text will do. */
function readInformation(value: unknown, notes: ReportNotes): string | null {
  const text = readFreeText(value, "additional-information", notes);
  if (text !== null && !/^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$/.test(text)) {
    noteQuirk(notes, "report-information-not-uri", "additional-information");
  }
  return text;
}

/** RFC 8460 §4.4 marks only the HELO name, the information and the reason code as optional. */
function noteAbsent(detail: FailureDetail, notes: ReportNotes): void {
  if (detail.sendingMtaIp === null) noteQuirk(notes, "report-detail-incomplete", "sending-mta-ip");
  if (detail.receivingMxHostname === null)
    noteQuirk(notes, "report-detail-incomplete", "receiving-mx-hostname");
  if (detail.receivingIp === null) noteQuirk(notes, "report-detail-incomplete", "receiving-ip");
}
