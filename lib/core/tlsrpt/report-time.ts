import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";

/**
 * Reads one end of `date-range` (RFC 8460 §4.4: a date-time of RFC 3339) as milliseconds since 1970. A time
 * without a zone is UTC, as Microsoft means it. NaN, with an error noted, for what is no time.
 */
export function readReportTime(value: unknown, field: string, notes: ReportNotes): number {
  if (typeof value !== "string") {
    const code = value === undefined || value === null ? "report-field-missing" : "report-field-type";
    noteError(notes, code, field, { expected: "text" });
    return Number.NaN;
  }
  const usual = usualTime(value);
  return Number.isNaN(usual) ? readUnusualTime(value, field, notes) : usual;
}

/** `2026-01-31T23:59:59Z`, which nearly every report has, without a regular expression. */
function usualTime(text: string): number {
  if (text.length !== 20) return Number.NaN;
  for (let index = 4; index < 20; index += 3) {
    // At 4, 7, 10, 13, 16 and 19 stand the signs between the numbers.
    if (text.charCodeAt(index) !== usualSigns.charCodeAt(index)) return Number.NaN;
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  return utc(year, month, day, twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17));
}

const usualSigns = "    -  -  T  :  :  Z";

const anyTime =
  /^\s{0,9}(\d{4})-(\d\d)-(\d\d)(?:([Tt ])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?([Zz]|[+-]\d\d:?\d\d)?)?\s{0,9}$/;
const strictTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

function readUnusualTime(text: string, field: string, notes: ReportNotes): number {
  const parts = text.length > 64 ? null : anyTime.exec(text);
  const time = parts === null ? Number.NaN : timeOf(parts);
  if (Number.isNaN(time)) {
    noteError(notes, "report-time-invalid", field, {
      value: text.slice(0, 64).toWellFormed().replaceAll("\0", "\uFFFD"),
    });
  } else if (parts?.[4] === "T" && parts[7] !== undefined && parts[9] === undefined) {
    noteQuirk(notes, "report-time-without-zone", field, { value: text });
  } else if (!strictTime.test(text)) {
    noteQuirk(notes, "report-time-form", field, { value: text });
  }
  return time;
}

function timeOf(parts: RegExpExecArray): number {
  const number = (index: number) => Number(parts[index] ?? 0);
  const local = utc(number(1), number(2), number(3), number(5), number(6), number(7));
  const milliseconds = Number((parts[8] ?? "").slice(0, 3).padEnd(3, "0"));
  return local + milliseconds - offsetMinutes(parts[9]) * 60_000;
}

/** RFC 3339 §5.6; hours and minutes of an offset are within a day's. */
function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === "Z" || zone === "z") return 0;
  const digits = zone.replace(":", "");
  const hours = Number(digits.slice(1, 3));
  const minutes = Number(digits.slice(3));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (digits.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** NaN unless the calendar has the day. Second 60 is a leap second (RFC 3339 §5.7) and counts as the next one. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const inRange =
    year >= 1970 && month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 60;
  if (!inRange || day > daysIn(year, month)) return Number.NaN;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** NaN when either is no digit. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
