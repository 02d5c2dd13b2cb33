import { type FailureRisk, failureRisk } from "#lib/core/rollout/failure-risk.ts";
import type { PolicyResult } from "#lib/core/tlsrpt/report.ts";
import { readReportedPolicy } from "#lib/core/tlsrpt/reported-policy.ts";
import { byReporter, type ReporterShare } from "#lib/core/trend/breakdown.ts";
import { type DayPoint, type DayRow, dailySeries } from "#lib/core/trend/daily-series.ts";
import { type Day, daysBetween, utcDay } from "#lib/core/trend/day.ts";
import { share, type Totals, totals } from "#lib/core/trend/totals.ts";
import type { ReadReport } from "./judged-file.ts";

/** Failures of one type that mean the same for enforce, over all reports. */
export type FailureSummary = {
  /** `null`: no detail gave a type. */
  resultType: string | null;
  risk: FailureRisk;
  failedSessions: number;
  /** Of all reported failures, 0 to 1; `null` when there are none. */
  share: number | null;
  mxHosts: string[];
  reporters: string[];
  lastDay: Day;
};

/** Failures at one mail host; reports name hosts for failures only. `mxHost` is `null` where none was named. */
export type HostSummary = { mxHost: string | null; failedSessions: number; resultTypes: (string | null)[] };

export type Summary = {
  reports: number;
  from: Day;
  to: Day;
  domains: string[];
  totals: Totals;
  /** One point a day from `from` to `to`; `null` when that is too long for a chart. */
  points: DayPoint[] | null;
  /** The most frequent first. */
  failures: FailureSummary[];
  hosts: HostSummary[];
  reporters: ReporterShare[];
  /** Some sender failed under a policy that said enforce, so mail was kept out and not only would have been. */
  isEnforced: boolean;
  /** Failures by what they mean for enforce. As types are not exclusive, at most the failed sessions. */
  risks: Record<FailureRisk, number>;
};

/** A report with a wrong date must not stretch the chart over centuries. */
const longestChartDays = 731;

/** Adds up the reports that count, each session once; `null` when there are none. */
export function summarise(files: readonly ReadReport[]): Summary | null {
  const reports = files.filter(({ standing }) => standing === "counted");
  const days = reports.map(({ report }) => utcDay(report.start)).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return null;
  const rows = reports.flatMap(toRows);
  const dayRows = reports.map(toDayRow);
  const failures = summariseFailures(rows);
  return {
    reports: reports.length,
    from,
    to,
    domains: domainsOf(reports),
    totals: totals(dayRows),
    points: daysBetween(from, to) < longestChartDays ? dailySeries({ from, to, rows: dayRows }).points : null,
    failures,
    hosts: summariseHosts(rows),
    reporters: byReporter(
      reports.map((read) => ({ ...toDayRow(read), reporter: read.report.organizationName })),
    ),
    isEnforced: reports.some(({ report }) => report.policies.some(failedUnderEnforce)),
    risks: summariseRisks(reports, failures),
  };
}

/** One kind of failure in one report. */
type Row = {
  day: Day;
  reporter: string;
  resultType: string | null;
  risk: FailureRisk;
  mxHost: string | null;
  failedSessions: number;
};

function toDayRow({ report, sessions: { successful, failed } }: ReadReport): DayRow {
  return { day: utcDay(report.start), successful, failed };
}

function toRows({ report, sessions }: ReadReport): Row[] {
  return sessions.failures.map(({ policyType, resultType, mxHost, failedSessions }) => ({
    day: utcDay(report.start),
    reporter: report.organizationName,
    resultType,
    risk: failureRisk({ resultType, policyType }),
    mxHost,
    failedSessions,
  }));
}

/** The mode stands in the policy that the sender says it applied (RFC 8461 §3.2). */
function failedUnderEnforce(result: PolicyResult): boolean {
  if (result.type !== "sts" || result.failedSessions === 0) return false;
  return readReportedPolicy(result).lines?.some((line) => /^mode:[ \t]*enforce[ \t]*$/.test(line)) ?? false;
}

function domainsOf(reports: readonly ReadReport[]): string[] {
  const named = reports.flatMap(({ report }) => report.policies.map(({ domain }) => domain));
  return unique(named.filter((domain) => domain !== null)).toSorted();
}

function summariseFailures(rows: readonly Row[]): FailureSummary[] {
  const all = sumOf(rows);
  return [...Map.groupBy(rows, ({ resultType, risk }) => JSON.stringify([resultType, risk])).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      return {
        resultType: first.resultType,
        risk: first.risk,
        failedSessions: sumOf(group),
        share: share(sumOf(group), all),
        mxHosts: unique(group.map(({ mxHost }) => mxHost).filter((host) => host !== null)),
        reporters: unique(group.map(({ reporter }) => reporter)),
        lastDay:
          group
            .map(({ day }) => day)
            .toSorted()
            .at(-1) ?? first.day,
      };
    })
    .toSorted((a, b) => b.failedSessions - a.failedSessions);
}

function summariseHosts(rows: readonly Row[]): HostSummary[] {
  return [...Map.groupBy(rows, ({ mxHost }) => mxHost)]
    .map(([mxHost, group]) => ({
      mxHost,
      failedSessions: sumOf(group),
      resultTypes: unique(group.map(({ resultType }) => resultType)),
    }))
    .toSorted((a, b) => b.failedSessions - a.failedSessions);
}

function summariseRisks(reports: readonly ReadReport[], failures: FailureSummary[]): Summary["risks"] {
  const failed = reports.reduce((sum, { sessions }) => sum + sessions.failed, 0);
  const of = (risk: FailureRisk) => Math.min(failed, sumOf(failures.filter((one) => one.risk === risk)));
  return { blocks: of("blocks"), unexplained: of("unexplained"), policy: of("policy"), dane: of("dane") };
}

function sumOf(rows: readonly { failedSessions: number }[]): number {
  return rows.reduce((sum, { failedSessions }) => sum + failedSessions, 0);
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
