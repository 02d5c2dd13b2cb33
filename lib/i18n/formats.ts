import type { Formats } from "next-intl";

/** Named formats for `useFormatter` and for ICU texts. Days and times are UTC everywhere, and say so. */
export const formats = {
  dateTime: {
    day: { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
    dayInYear: { day: "numeric", month: "short", timeZone: "UTC" },
    minute: {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
      timeZoneName: "short",
    },
    second: {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
      timeZoneName: "short",
    },
  },
  number: {
    integer: { maximumFractionDigits: 0 },
    compact: { notation: "compact", maximumFractionDigits: 1 },
    percent: { style: "percent", maximumFractionDigits: 1 },
  },
  list: {
    and: { type: "conjunction", style: "long" },
    or: { type: "disjunction", style: "long" },
  },
} satisfies Formats;

export type DisplayShare = { bound: "exact" | "under" | "over"; share: number };

/**
 * A share (0 to 1) as it may be shown with one decimal of percent: one failure in a million is
 * `under 0.1 %`, never `0 %`, and what is not quite everything is `over 99.9 %`, never `100 %`.
 */
export function displayShare(share: number): DisplayShare {
  if (share > 0 && share < 0.001) return { bound: "under", share: 0.001 };
  if (share < 1 && share > 0.999) return { bound: "over", share: 0.999 };
  return { bound: "exact", share };
}
