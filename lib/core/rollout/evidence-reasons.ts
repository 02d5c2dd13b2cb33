import { addDays, type Day, daysBetween, startOfDay, utcDay } from "../trend/day.ts";
import { deciding, telling } from "./reason.ts";
import { countReporters, type ReporterHistory, sumOfDays } from "./reporter-history.ts";
import type { Reason, RolloutInput } from "./rollout.ts";

/** A ground, and the moment before which it cannot go away; `null` when no date bounds it. */
export type Dated = { reason: Reason; until: Date | null };

const dayMs = 86_400_000;

/** Whether there is enough vouched-for evidence, new enough, from under the policy. */
export function evidenceReasons(input: RolloutInput, vouched: ReporterHistory[]): Dated[] {
  const held = [...testingAge(input), ...reportAge(input, vouched), ...amounts(input, vouched)];
  if (held.length > 0) return held;
  const { sessions, days, reporters } = measure(vouched);
  return [{ reason: telling("enough-evidence", "info", { sessions, days, reporters }), until: null }];
}

/** Time in testing, by the clock: with no known beginning none is credited. */
function testingAge({ now, testingSince, settings }: RolloutInput): Dated[] {
  const elapsed = testingSince === null ? 0 : now.getTime() - testingSince.getTime();
  if (elapsed >= settings.minDays * dayMs) return [];
  const days = Math.max(0, Math.floor(elapsed / dayMs));
  const until = testingSince && new Date(testingSince.getTime() + settings.minDays * dayMs);
  return [{ reason: deciding("testing-too-short", "warning", { days, minDays: settings.minDays }), until }];
}

function reportAge({ now, settings }: RolloutInput, vouched: ReporterHistory[]): Dated[] {
  const newest = newestProvenDay(vouched);
  if (newest === null) return [];
  const days = daysBetween(newest, utcDay(now));
  if (days <= settings.maxReportAgeDays) return [];
  return [{ reason: deciding("reports-stale", "warning", { day: newest, days }), until: null }];
}

function amounts({ now, settings }: RolloutInput, vouched: ReporterHistory[]): Dated[] {
  if (vouched.length === 0) return [{ reason: deciding("no-reports", "warning"), until: null }];
  const { minReportDays, minSessions, minReporters } = settings;
  const { sessions, days, reporters } = measure(vouched);
  const lacking: Dated[] = [];
  if (days < minReportDays) {
    // At best, each day to come brings a report for a day that has none.
    const until = startOfDay(addDays(utcDay(now), minReportDays - days));
    lacking.push({ reason: deciding("too-few-report-days", "warning", { days, minReportDays }), until });
  }
  if (sessions < minSessions) {
    lacking.push({ reason: deciding("too-few-sessions", "warning", { sessions, minSessions }), until: null });
  }
  if (reporters < minReporters) {
    lacking.push({
      reason: deciding("too-few-reporters", "warning", { reporters, minReporters }),
      until: null,
    });
  }
  return lacking;
}

/** Only sessions under the policy prove anything about enforce; the days and reporters are those that saw some. */
function measure(vouched: ReporterHistory[]): { sessions: number; days: number; reporters: number } {
  const proving = vouched.filter((history) => sumOfDays(history.days, "proven") > 0);
  const days = new Set(
    proving.flatMap((history) => history.days.filter((day) => day.proven > 0).map((day) => day.day)),
  );
  const sessions = proving.reduce((sum, history) => sum + sumOfDays(history.days, "proven"), 0);
  return { sessions, days: days.size, reporters: countReporters(proving) };
}

function newestProvenDay(vouched: ReporterHistory[]): Day | null {
  const days = vouched.flatMap((history) => history.days.findLast((day) => day.proven > 0)?.day ?? []);
  return days.toSorted().at(-1) ?? null;
}
