import { type Finding, finding } from "#lib/core/finding.ts";
import { reportLimits } from "#lib/core/tlsrpt/limits.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import type { Contribution } from "#lib/db/reports/report-row.ts";

/** A sender's clock may be wrong by this much. A day further off would hold its place on every page until it comes. */
const aheadMs = 2 * 86_400_000;

/** Successes, failures and their details of one report, added up. */
const maxSum = 4 * reportLimits.count;

/** Why a report that can be read must not be counted all the same; `null`: nothing. */
export function implausible(
  report: TlsReport,
  { sessions, failures }: Contribution,
  now: Date,
): Finding | null {
  const latest = new Date(now.getTime() + aheadMs);
  for (const [field, time] of [
    ["date-range.start-datetime", report.start],
    ["date-range.end-datetime", report.end],
  ] as const) {
    if (time > latest) {
      const data = { field, value: time.toISOString() };
      return finding("report-in-future", "error", { clause: "RFC 8460 §4.1", subject: field, data });
    }
  }
  // Sums of sums must stay exact, and inside a bigint; the parser bounds single counts only.
  const counts = [
    ...sessions.flatMap(({ successful, failed }) => [successful, failed]),
    ...failures.map(({ failedSessions }) => failedSessions),
  ];
  if (counts.reduce((sum, count) => sum + count, 0) <= maxSum) return null;
  const data = { field: "policies", limit: maxSum };
  return finding("report-count-too-large", "error", { clause: "RFC 8460 §4.4", subject: "policies", data });
}
