import { addDays, type Day, utcDay } from "../trend/day.ts";
import { failureRisk } from "./failure-risk.ts";
import type { DailyEvidence, EvidenceFailure, RolloutInput } from "./rollout.ts";

/**
 * Who speaks. A report's sender chooses the reporter's name, so one name by the word of two domains is two sources: the
 * second can neither confirm a repair in the first one's place nor add to its number.
 */
export type Source = { reporter: string; voucher: string | null };

/** What one source said, day by day in order; days without a report are missing. */
export type ReporterHistory = Source & { days: ReporterDay[] };

/** Counts are sessions. */
export type ReporterDay = {
  day: Day;
  sessions: number;
  /** Succeeded under the policy: what enforce would have let through. */
  proven: number;
  /** Failed in a way that enforce refuses, or that nobody explained. Never more than the day's failed sessions. */
  atRisk: number;
  /** Of `atRisk`, those under the policy itself: in enforce these were refused. */
  refused: number;
  /** Could not get a valid policy. */
  withoutPolicy: number;
  dane: number;
  failures: EvidenceFailure[];
};

/** The look-back's reports, those that somebody vouches for apart from those that nobody does. Most sessions first. */
export type Histories = { vouched: ReporterHistory[]; unverified: ReporterHistory[] };

export function gatherHistories(input: Pick<RolloutInput, "now" | "settings" | "days">): Histories {
  const today = utcDay(input.now);
  const oldest = addDays(today, -input.settings.lookbackDays);
  // A day to come is a sender's wrong clock: it proves nothing, but its failures stand.
  const rows = input.days
    .filter((row) => row.day >= oldest)
    .map((row) => (row.day > today ? { ...row, successfulUnderPolicy: 0 } : row));
  return {
    vouched: histories(rows.filter((row) => row.trust !== "unverified")),
    unverified: histories(rows.filter((row) => row.trust === "unverified")),
  };
}

/** How many stand behind these sources: several names by the word of one domain are one. */
export function countReporters(sources: Source[]): number {
  return new Set(sources.map(({ reporter, voucher }) => voucher ?? reporter)).size;
}

export function isSameSource(a: Source, b: Source): boolean {
  return a.reporter === b.reporter && a.voucher === b.voucher;
}

/** Adds one count up over days. */
export function sumOfDays(
  days: ReporterDay[],
  count: Exclude<keyof ReporterDay, "day" | "failures">,
): number {
  return days.reduce((sum, day) => sum + day[count], 0);
}

/** A day with sessions that succeeded under the policy, and none at risk. */
export function isClean(day: ReporterDay): boolean {
  return day.proven > 0 && day.atRisk === 0;
}

function histories(rows: DailyEvidence[]): ReporterHistory[] {
  return [...Map.groupBy(rows, (row) => row.reporter).values()]
    .flatMap(bySource)
    .map(({ reporter, voucher, rows: own }) => ({ reporter, voucher, days: daysOf(own) }))
    .toSorted(
      (a, b) =>
        sumOfDays(b.days, "sessions") - sumOfDays(a.days, "sessions") ||
        byText(a.reporter, b.reporter) ||
        byText(a.voucher ?? "", b.voucher ?? ""),
    );
}

/** Rows of one reporter's name. What a member handed in belongs to the domain that says most in that name. */
function bySource(rows: DailyEvidence[]): (Source & { rows: DailyEvidence[] })[] {
  const vouchers = [...Map.groupBy(rows, (row) => row.voucher)]
    .flatMap(([voucher, own]) => (voucher === null ? [] : { voucher, sessions: sumOfSessions(own) }))
    .toSorted((a, b) => b.sessions - a.sessions || byText(a.voucher, b.voucher));
  const main = vouchers[0]?.voucher ?? null;
  return [...Map.groupBy(rows, (row) => row.voucher ?? main)].map(([voucher, own]) => ({
    reporter: own[0]?.reporter ?? "",
    voucher,
    rows: own,
  }));
}

function sumOfSessions(rows: DailyEvidence[]): number {
  return rows.reduce((sum, { successful, failed }) => sum + successful + failed, 0);
}

function daysOf(rows: DailyEvidence[]): ReporterDay[] {
  return [...Map.groupBy(rows, (row) => row.day).values()]
    .map((own) => own.map(dayOf).reduce(addUp))
    .toSorted((a, b) => byText(a.day, b.day));
}

function dayOf(row: DailyEvidence): ReporterDay {
  const sum = (fits: (failure: EvidenceFailure) => boolean) =>
    row.failures.reduce((total, failure) => (fits(failure) ? total + failure.failedSessions : total), 0);
  // Failure types are not exclusive, so sums may exceed the failed sessions; failures beside a summary of zero stand.
  const capped = (count: number) => (row.failed > 0 ? Math.min(count, row.failed) : count);
  // Failed sessions that no failure names at all may be of any kind.
  const unnamed = Math.max(0, row.failed - sum(() => true));
  return {
    day: row.day,
    sessions: row.successful + row.failed,
    proven: Math.min(row.successfulUnderPolicy, row.successful),
    atRisk: capped(sum(isAtRisk) + unnamed),
    refused: capped(sum((failure) => isAtRisk(failure) && failure.policyType === "sts")),
    withoutPolicy: capped(sum((failure) => failureRisk(failure) === "policy")),
    dane: capped(sum((failure) => failureRisk(failure) === "dane")),
    failures: row.failures,
  };
}

function isAtRisk(failure: EvidenceFailure): boolean {
  const risk = failureRisk(failure);
  return risk === "blocks" || risk === "unexplained";
}

function addUp(a: ReporterDay, b: ReporterDay): ReporterDay {
  return {
    day: a.day,
    sessions: a.sessions + b.sessions,
    proven: a.proven + b.proven,
    atRisk: a.atRisk + b.atRisk,
    refused: a.refused + b.refused,
    withoutPolicy: a.withoutPolicy + b.withoutPolicy,
    dane: a.dane + b.dane,
    failures: [...a.failures, ...b.failures],
  };
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
