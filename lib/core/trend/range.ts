import { addDays, type Day, utcDay } from "./day.ts";

/** The ranges that pages offer, in days. */
export const rangeLengths = [7, 30, 90] as const;

export type RangeLength = (typeof rangeLengths)[number];

/** The last `length` UTC days, today included, though today's reports come in tomorrow. */
export function rangeDays(now: Date, length: RangeLength): { from: Day; to: Day } {
  const to = utcDay(now);
  return { from: addDays(to, 1 - length), to };
}
