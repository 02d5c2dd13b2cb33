import { describe, expect, test } from "vitest";
import { nextConfirmation, usualDelayHours } from "./confirmation.ts";

describe("nextConfirmation", () => {
  test.each([
    {
      why: "a repair at noon: tomorrow is the first full day",
      now: "2026-03-10T12:00:00.000Z",
      delay: 3,
      day: "2026-03-11",
      ends: "2026-03-12T00:00:00.000Z",
      expected: "2026-03-12T03:00:00.000Z",
    },
    {
      why: "a moment before midnight",
      now: "2026-03-10T23:59:59.999Z",
      delay: 3,
      day: "2026-03-11",
      ends: "2026-03-12T00:00:00.000Z",
      expected: "2026-03-12T03:00:00.000Z",
    },
    {
      why: "midnight itself: the day that begins is a full one",
      now: "2026-03-11T00:00:00.000Z",
      delay: 3,
      day: "2026-03-11",
      ends: "2026-03-12T00:00:00.000Z",
      expected: "2026-03-12T03:00:00.000Z",
    },
    {
      why: "a moment after midnight: that day is not full any more",
      now: "2026-03-11T00:00:00.001Z",
      delay: 3,
      day: "2026-03-12",
      ends: "2026-03-13T00:00:00.000Z",
      expected: "2026-03-13T03:00:00.000Z",
    },
    {
      why: "local clocks that change do not matter (last Sunday of March)",
      now: "2026-03-28T12:00:00.000Z",
      delay: 0,
      day: "2026-03-29",
      ends: "2026-03-30T00:00:00.000Z",
      expected: "2026-03-30T00:00:00.000Z",
    },
    {
      why: "over the end of the year",
      now: "2026-12-31T08:00:00.000Z",
      delay: 6.5,
      day: "2027-01-01",
      ends: "2027-01-02T00:00:00.000Z",
      expected: "2027-01-02T06:30:00.000Z",
    },
    {
      why: "over a leap day",
      now: "2028-02-28T08:00:00.000Z",
      delay: 0,
      day: "2028-02-29",
      ends: "2028-03-01T00:00:00.000Z",
      expected: "2028-03-01T00:00:00.000Z",
    },
    {
      why: "no delay known: within a day",
      now: "2026-03-10T12:00:00.000Z",
      delay: null,
      day: "2026-03-11",
      ends: "2026-03-12T00:00:00.000Z",
      expected: "2026-03-13T00:00:00.000Z",
    },
  ])("$why", ({ now, delay, day, ends, expected }) => {
    expect(nextConfirmation(new Date(now), delay)).toEqual({
      firstFullDay: day,
      dayEnds: new Date(ends),
      expected: new Date(expected),
    });
  });
});

describe("usualDelayHours", () => {
  test.each<[string, number[], number | null]>([
    ["nothing", [], null],
    ["one", [4], 4],
    ["the middle one", [9, 1, 2], 2],
    ["the middle of the middle two", [1, 2, 4, 100], 3],
    ["not by the order of digits", [100, 9, 20], 20],
    ["a clock that is wrong does not count", [-3, 5], 5],
    ["what was caught up with does not count", [5, 169, 400], 5],
    ["a week still does", [168], 168],
    ["nothing sound", [-1, 500, Number.NaN, Number.POSITIVE_INFINITY], null],
  ])("%s", (_, delays, usual) => {
    expect(usualDelayHours(delays)).toBe(usual);
  });

  test("the list is left as it was", () => {
    const delays = [3, 1, 2];
    usualDelayHours(delays);
    expect(delays).toEqual([3, 1, 2]);
  });
});
