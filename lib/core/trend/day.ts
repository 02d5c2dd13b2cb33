/** A UTC day as `YYYY-MM-DD`. Days in this form sort as text. */
export type Day = string;

const dayMs = 86_400_000;

/** The UTC day that holds this moment. */
export function utcDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** The number of that day, from 0 for 1 January 1970. */
export function dayNumber(moment: Date): number {
  return Math.floor(moment.getTime() / dayMs);
}

/** 00:00 UTC of the day; an Invalid Date for what is no day. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return utcDay(new Date(startOfDay(day).getTime() + count * dayMs));
}

/** Whole days from `from` to `to`: 0 on the same day, negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMs);
}
