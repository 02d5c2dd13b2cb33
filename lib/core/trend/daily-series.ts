import { addDays, type Day, daysBetween } from "./day.ts";
import { type SessionCounts, type Totals, totals } from "./totals.ts";

/**
 * One day of a chart. All three are `null` on a day without any report: the chart draws a gap. A report that counted
 * no session gives zeros, and a rate of `null`.
 */
export type DayPoint = {
  day: Day;
  successful: number | null;
  failed: number | null;
  failureRate: number | null;
};

export type DailySeries = {
  points: DayPoint[];
  totals: Totals;
  /** Days of the range with at least one report. */
  daysWithReports: number;
};

/** A roll-up row; several rows of one day are added up. */
export type DayRow = SessionCounts & { day: Day };

// Ten years: a range from a query string must not draw a million points.
const longestRangeDays = 3_660;

/**
 * One point for each day from `from` to `to`, both included; rows outside are left out. Empty when `from` is after `to`
 * or either is no day. A range of more than ten years keeps its newest ten.
 */
export function dailySeries(input: { from: Day; to: Day; rows: DayRow[] }): DailySeries {
  const days = daysInRange(input.from, input.to);
  const rowsByDay = Map.groupBy(input.rows, (row) => row.day);
  const counted = days.flatMap((day) => rowsByDay.get(day) ?? []);
  return {
    points: days.map((day) => point(day, rowsByDay.get(day))),
    totals: totals(counted),
    daysWithReports: days.filter((day) => rowsByDay.has(day)).length,
  };
}

function point(day: Day, rows: DayRow[] | undefined): DayPoint {
  if (rows === undefined) return { day, successful: null, failed: null, failureRate: null };
  const { successful, failed, failureRate } = totals(rows);
  return { day, successful, failed, failureRate };
}

function daysInRange(from: Day, to: Day): Day[] {
  const last = daysBetween(from, to);
  if (Number.isNaN(last) || last < 0) return [];
  const first = Math.max(0, last - longestRangeDays + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => addDays(from, first + index));
}
