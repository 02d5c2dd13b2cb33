import { addDays, type Day, daysBetween } from "../trend/day.ts";
import { isClean, type ReporterDay, type ReporterHistory, type Source } from "./reporter-history.ts";

/**
 * Where a reporter who saw failures that enforce refuses stands now:
 * `failing`: its newest word is a failure, and recent;
 * `silent`: its newest word is a failure, and old: a reporter that went silent has confirmed no repair;
 * `settling`: it has reported success since, but not for long enough;
 * `settled`: as good as one that never saw any.
 */
export type Standing = "clean" | "failing" | "silent" | "settling" | "settled";

export type ReporterStanding = Source & {
  standing: Standing;
  /** Newest day with failures at risk; `null` when `clean`. */
  lastFailure: Day | null;
  /** The days since the reporter's last clean one before `lastFailure`: the present run of failures. */
  run: ReporterDay[];
};

/** Judges one reporter's history. */
export function reporterStanding(history: ReporterHistory, today: Day, settleDays: number): ReporterStanding {
  const { reporter, voucher, days } = history;
  const last = days.findLastIndex((day) => day.atRisk > 0);
  const failed = days[last];
  if (failed === undefined) return { reporter, voucher, standing: "clean", lastFailure: null, run: [] };
  const confirmed = days.slice(last + 1).some(isClean);
  const first = days.slice(0, last).findLastIndex(isClean) + 1;
  return {
    reporter,
    voucher,
    standing: standingOf(confirmed, fullDaysSince(failed.day, today), settleDays),
    lastFailure: failed.day,
    run: days.slice(first, last + 1),
  };
}

/** The first day on which `settleDays` full days have passed since this failure. */
export function settlesOn(lastFailure: Day, settleDays: number): Day {
  return addDays(lastFailure, settleDays + 1);
}

/** Whole days between the failure and today, neither counted: today's sessions are not reported yet. */
export function fullDaysSince(lastFailure: Day, today: Day): number {
  return Math.max(0, daysBetween(lastFailure, today) - 1);
}

function standingOf(confirmed: boolean, quietDays: number, settleDays: number): Standing {
  const longEnough = quietDays >= settleDays;
  if (confirmed) return longEnough ? "settled" : "settling";
  return longEnough ? "silent" : "failing";
}
