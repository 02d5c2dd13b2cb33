import { createFormatter } from "next-intl";
import { expect, test } from "vitest";
import { displayShare, formats } from "./formats.ts";

const shares: [share: number, bound: "exact" | "under" | "over", shown: number][] = [
  [0, "exact", 0],
  [0.000001, "under", 0.001],
  [0.001, "exact", 0.001],
  [0.5, "exact", 0.5],
  [0.999, "exact", 0.999],
  [0.9999999, "over", 0.999],
  [1, "exact", 1],
];

test.each(shares)("the share %d is shown %s %d", (share, bound, shown) => {
  expect(displayShare(share)).toEqual({ bound, share: shown });
});

const moment = new Date("2026-03-01T23:30:05Z");

test.each([
  ["en", "Mar 1, 2026, 23:30 UTC", "Mar 1, 2026"],
  ["fr", "1 mars 2026, 23:30 UTC", "1 mars 2026"],
] as const)("%s: times are UTC and say so, days are UTC days", (locale, minute, day) => {
  const format = createFormatter({ locale, formats, timeZone: "Pacific/Auckland" });
  expect(format.dateTime(moment, "minute")).toBe(minute);
  expect(format.dateTime(moment, "day")).toBe(day);
});
