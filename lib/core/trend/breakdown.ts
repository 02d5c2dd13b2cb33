import { type SessionCounts, share, type Totals, totals } from "./totals.ts";

/** `resultType` is `null` for failures whose report named no type. */
export type FailureRow = { resultType: string | null; failedSessions: number };

/** `share` is of all reported failures, 0 to 1. */
export type FailureTypeShare = FailureRow & { share: number | null };

/**
 * Failures by type, the most frequent first. Types are not exclusive (RFC 8460 §4): the counts may add up to more than
 * the failed sessions, so shares are of the reported failures.
 */
export function failuresByType(rows: FailureRow[]): FailureTypeShare[] {
  const byType = Map.groupBy(rows, (row) => row.resultType);
  const summed = [...byType].map(([resultType, group]) => ({ resultType, failedSessions: sumOf(group) }));
  const all = sumOf(summed);
  return summed
    .filter((row) => row.failedSessions > 0)
    .map((row) => ({ ...row, share: share(row.failedSessions, all) }))
    .toSorted(
      (a, b) => b.failedSessions - a.failedSessions || byText(a.resultType ?? "", b.resultType ?? ""),
    );
}

export type ReporterRow = SessionCounts & { reporter: string };

/** `share` is of all counted sessions, 0 to 1. */
export type ReporterShare = Totals & { reporter: string; share: number | null };

/** Sessions by reporter, the busiest first; a reporter that counted none is kept. */
export function byReporter(rows: ReporterRow[]): ReporterShare[] {
  const all = totals(rows).sessions;
  const grouped = [...Map.groupBy(rows, (row) => row.reporter)];
  return grouped
    .map(([reporter, group]) => ({ reporter, ...totals(group) }))
    .map((row) => ({ ...row, share: share(row.sessions, all) }))
    .toSorted((a, b) => b.sessions - a.sessions || byText(a.reporter, b.reporter));
}

function sumOf(rows: FailureRow[]): number {
  return rows.reduce((sum, row) => sum + row.failedSessions, 0);
}

/** By code units, so that the order is the same in every locale. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
