import { type DayPoint, dailySeries } from "#lib/core/trend/daily-series.ts";

// The example's month: three days without a report, and 412 failures since a certificate expired.
const failuresByDate: Readonly<Record<number, number>> = { 26: 58, 27: 91, 28: 87, 29: 96, 30: 80 };
const datesWithoutReport = [9, 10, 17];

/** Thirty made-up days, the same ones at every visit. */
export function exampleSeries(): DayPoint[] {
  const dates = Array.from({ length: 30 }, (_, index) => index + 1);
  const rows = dates
    .filter((date) => !datesWithoutReport.includes(date))
    .map((date) => {
      const failed = failuresByDate[date] ?? 0;
      return { day: day(date), successful: 300 + ((date * 37) % 90) - failed, failed };
    });
  return dailySeries({ from: day(1), to: day(30), rows }).points;
}

function day(date: number): string {
  return `2026-06-${String(date).padStart(2, "0")}`;
}
