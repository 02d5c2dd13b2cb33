import { reportLimits } from "./limits.ts";
import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";

/** The single values of a report's JSON: texts, counts and lists, each with its limit and its tolerances. */

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text that identifies something. `null`, with an error noted, when it is missing, blank, too long or no text. */
export function readKeyText(value: unknown, field: string, limit: number, notes: ReportNotes): string | null {
  if (typeof value !== "string") {
    const code = value === undefined || value === null ? "report-field-missing" : "report-field-type";
    noteError(notes, code, field, { expected: "text" });
    return null;
  }
  const text = notes.repairing ? repaired(value, field, notes) : value;
  if (text.length <= limit && text.trim() !== "") return text;
  if (text.length > limit) {
    noteError(notes, "report-text-too-long", field, { limit });
  } else {
    noteError(notes, "report-field-blank", field);
  }
  return null;
}

/** Text a report can do without. `null` when there is none; what is too long is shortened. */
export function readFreeText(value: unknown, field: string, notes: ReportNotes): string | null {
  if (typeof value === "string") {
    if (value === "") {
      noteQuirk(notes, "report-value-empty", field);
      return null;
    }
    return boundedText(notes.repairing ? repaired(value, field, notes) : value, field, notes);
  }
  if (typeof value === "number") {
    noteQuirk(notes, "report-value-as-number", field);
    return String(value);
  }
  if (value === null) noteQuirk(notes, "report-value-null", field);
  else noteError(notes, "report-field-type", field, { expected: "text" });
  return null;
}

/** A count of sessions: a whole number from 0 to 10^12. -1, with an error noted, for anything else. */
export function readCount(value: unknown, field: string, notes: ReportNotes): number {
  if (typeof value === "number" && value >= 0 && value <= reportLimits.count && Number.isInteger(value)) {
    return value === 0 ? 0 : value;
  }
  if (typeof value === "string" && /^[0-9]{1,13}$/.test(value) && Number(value) <= reportLimits.count) {
    noteQuirk(notes, "report-count-as-text", field);
    return Number(value);
  }
  const number = typeof value === "string" && /^[0-9.eE+-]{1,400}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && number > reportLimits.count) {
    noteError(notes, "report-count-too-large", field, { limit: reportLimits.count });
  } else {
    noteError(notes, "report-count-invalid", field);
  }
  return -1;
}

/** A list of texts; `null` stands for an empty one. */
export function readTexts(value: unknown, field: string, notes: ReportNotes): string[] {
  if (value === null) {
    noteQuirk(notes, "report-list-null", field);
    return [];
  }
  if (!Array.isArray(value)) {
    noteError(notes, "report-field-type", field, { expected: "list" });
    return [];
  }
  if (value.length > reportLimits.listEntries) {
    noteError(notes, "report-list-too-long", field, { limit: reportLimits.listEntries });
    return [];
  }
  const entries: unknown[] = value;
  if (!notes.repairing && entries.every(isBoundedText)) return entries;
  const texts = entries.map((entry, index) => readEntry(entry, `${field}[${index}]`, notes));
  return texts.filter((text) => text !== null);
}

function isBoundedText(entry: unknown): entry is string {
  return typeof entry === "string" && entry.length <= reportLimits.freeText;
}

function readEntry(entry: unknown, field: string, notes: ReportNotes): string | null {
  if (typeof entry !== "string") {
    noteError(notes, "report-field-type", field, { expected: "text" });
    return null;
  }
  return boundedText(notes.repairing ? repaired(entry, field, notes) : entry, field, notes);
}

/** PostgreSQL stores neither U+0000 nor lone surrogates, and no report means anything by them. */
function repaired(text: string, field: string, notes: ReportNotes): string {
  if (text.isWellFormed() && !text.includes("\0")) return text;
  noteQuirk(notes, "report-text-repaired", field);
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

function boundedText(text: string, field: string, notes: ReportNotes): string {
  if (text.length <= reportLimits.freeText) return text;
  noteQuirk(notes, "report-text-shortened", field, { limit: reportLimits.freeText });
  // toWellFormed mends a pair that the cut went through.
  return text.slice(0, reportLimits.freeText).toWellFormed();
}
