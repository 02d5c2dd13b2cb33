import { addDays, type Day, startOfDay, utcDay } from "../trend/day.ts";

export type Confirmation = {
  /** The first UTC day that lies wholly after the repair. */
  firstFullDay: Day;
  dayEnds: Date;
  /** When the report of that day is usually here. */
  expected: Date;
};

const hourMs = 3_600_000;

/** What is not known yet: reports are to be sent some hours after their day (RFC 8460 §4.1). */
const unknownDelayHours = 24;

/**
 * When reports can first show that a repair made `now` holds. A report covers a whole UTC day (RFC 8460 §4.1), so that of
 * today still counts what failed before. `usualDelay` is in hours after the end of the day; `null`: within a day.
 */
export function nextConfirmation(now: Date, usualDelay: number | null): Confirmation {
  const today = utcDay(now);
  const isMidnight = startOfDay(today).getTime() === now.getTime();
  const firstFullDay = isMidnight ? today : addDays(today, 1);
  const dayEnds = startOfDay(addDays(firstFullDay, 1));
  const expected = new Date(dayEnds.getTime() + (usualDelay ?? unknownDelayHours) * hourMs);
  return { firstFullDay, dayEnds, expected };
}

/** Reports that came later were caught up with, and say nothing of the usual. */
const maxDelayHours = 7 * 24;

/**
 * The median of how long after their end reports came, in hours; `null` when none can tell. What came before its end has a
 * clock that is wrong.
 */
export function usualDelayHours(delays: readonly number[]): number | null {
  const sound = delays.filter((hours) => hours >= 0 && hours <= maxDelayHours).sort((a, b) => a - b);
  const upper = sound[Math.floor(sound.length / 2)];
  const lower = sound[Math.floor((sound.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
