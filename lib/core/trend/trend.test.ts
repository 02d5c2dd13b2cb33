import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byReporter, failuresByType } from "./breakdown.ts";
import { dailySeries } from "./daily-series.ts";
import { addDays, daysBetween, startOfDay, utcDay } from "./day.ts";
import { rangeDays } from "./range.ts";
import { totals } from "./totals.ts";

describe("days", () => {
  test.each([
    ["one millisecond before midnight", "2026-02-28T23:59:59.999Z", "2026-02-28"],
    ["midnight", "2026-03-01T00:00:00.000Z", "2026-03-01"],
    ["a time with a zone", "2026-03-01T01:30:00+02:00", "2026-02-28"],
  ])("%s lies in its UTC day", (_why, moment, day) => {
    expect(utcDay(new Date(moment))).toBe(day);
  });

  test("step over month ends and leap days", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-02-27", "2026-03-02")).toBe(3);
    expect(daysBetween("2026-03-02", "2026-02-27")).toBe(-3);
    expect(startOfDay("2026-03-02").toISOString()).toBe("2026-03-02T00:00:00.000Z");
  });
});

describe("dailySeries", () => {
  const series = dailySeries({
    from: "2026-03-01",
    to: "2026-03-04",
    rows: [
      { day: "2026-03-02", successful: 6, failed: 2 },
      { day: "2026-03-02", successful: 0, failed: 2 },
      { day: "2026-03-04", successful: 0, failed: 0 },
      { day: "2026-02-28", successful: 1_000, failed: 1_000 },
    ],
  });

  test("has one point for each day: a gap without reports, zeros for an empty report", () => {
    expect(series.points).toEqual([
      { day: "2026-03-01", successful: null, failed: null, failureRate: null },
      { day: "2026-03-02", successful: 6, failed: 4, failureRate: 0.4 },
      { day: "2026-03-03", successful: null, failed: null, failureRate: null },
      { day: "2026-03-04", successful: 0, failed: 0, failureRate: null },
    ]);
  });

  test("totals only what lies in the range", () => {
    expect(series.totals).toEqual({ successful: 6, failed: 4, sessions: 10, failureRate: 0.4 });
    expect(series.daysWithReports).toBe(2);
  });

  test.each([
    ["the range runs backwards", "2026-03-02", "2026-03-01"],
    ["a day is none", "yesterday", "2026-03-01"],
  ])("is empty when %s", (_why, from, to) => {
    expect(dailySeries({ from, to, rows: [] })).toEqual({
      points: [],
      totals: { successful: 0, failed: 0, sessions: 0, failureRate: null },
      daysWithReports: 0,
    });
  });

  test("keeps the newest ten years of an endless range", () => {
    const { points } = dailySeries({ from: "0001-01-01", to: "2026-03-04", rows: [] });
    expect(points).toHaveLength(3_660);
    expect(points.at(-1)?.day).toBe("2026-03-04");
  });

  test("counts every session of the range once", () => {
    const rows = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 29 }).map((offset) => addDays("2026-03-01", offset)),
        successful: fc.nat(1e6),
        failed: fc.nat(1e6),
      }),
    );
    fc.assert(
      fc.property(rows, (some) => {
        const { points, totals: sum } = dailySeries({ from: "2026-03-01", to: "2026-03-30", rows: some });
        const drawn = points.reduce(
          (all, { successful, failed }) => all + (successful ?? 0) + (failed ?? 0),
          0,
        );
        expect(drawn).toBe(totals(some).sessions);
        expect(sum.sessions).toBe(drawn);
      }),
    );
  });
});

test("rangeDays includes today and the day it began", () => {
  const now = new Date("2026-03-07T00:00:00Z");
  expect(rangeDays(now, 7)).toEqual({ from: "2026-03-01", to: "2026-03-07" });
  expect(rangeDays(now, 30)).toEqual({ from: "2026-02-06", to: "2026-03-07" });
});

test("failuresByType adds up each type, the unnamed one too, most frequent first", () => {
  const rows = [
    { resultType: "certificate-expired", failedSessions: 1 },
    { resultType: null, failedSessions: 3 },
    { resultType: "certificate-expired", failedSessions: 4 },
    { resultType: "starttls-not-supported", failedSessions: 0 },
    { resultType: "a-new-type", failedSessions: 2 },
  ];
  expect(failuresByType(rows)).toEqual([
    { resultType: "certificate-expired", failedSessions: 5, share: 0.5 },
    { resultType: null, failedSessions: 3, share: 0.3 },
    { resultType: "a-new-type", failedSessions: 2, share: 0.2 },
  ]);
  expect(failuresByType([])).toEqual([]);
});

test("byReporter keeps a reporter that counted nothing, without a rate", () => {
  const rows = [
    { reporter: "Quiet", successful: 0, failed: 0 },
    { reporter: "Small", successful: 1, failed: 1 },
    { reporter: "Big", successful: 5, failed: 0 },
    { reporter: "Big", successful: 0, failed: 1 },
  ];
  expect(byReporter(rows)).toEqual([
    { reporter: "Big", successful: 5, failed: 1, sessions: 6, failureRate: 1 / 6, share: 0.75 },
    { reporter: "Small", successful: 1, failed: 1, sessions: 2, failureRate: 0.5, share: 0.25 },
    { reporter: "Quiet", successful: 0, failed: 0, sessions: 0, failureRate: null, share: 0 },
  ]);
});
