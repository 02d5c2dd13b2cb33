import { type DailySeries, dailySeries } from "#lib/core/trend/daily-series.ts";
import type { Day } from "#lib/core/trend/day.ts";
import { share, type Totals, totals } from "#lib/core/trend/totals.ts";
import { type FailuresOfMx, failuresByMx } from "#lib/db/trend/failures-by-mx.ts";
import { type FailuresOfType, failuresByType } from "#lib/db/trend/failures-by-type.ts";
import { sessionsByDay } from "#lib/db/trend/sessions-by-day.ts";
import { type SessionsOfReporter, sessionsByReporter } from "#lib/db/trend/sessions-by-reporter.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** Inclusive UTC days. */
export type TrendInput = { from: Day; to: Day; by: "day" | "reporter" | "result-type" | "mx" };

type Share = { share: number | null };

export type Trend = { totals: Totals; daysWithReports: number } & (
  | { by: "day"; points: DailySeries["points"] }
  | { by: "reporter"; reporters: (SessionsOfReporter & Totals)[]; others: Totals }
  | { by: "result-type"; resultTypes: (FailuresOfType & Share)[] }
  | { by: "mx"; mxHosts: (FailuresOfMx & Share)[] }
);

/**
 * What senders reported over a range, in one of four cuts; from the roll-ups alone. `others` are the reporters beyond the
 * hundred that are named. Shares are of the reported failures, since failure types are not exclusive (RFC 8460 §4).
 */
export async function showTrend(
  context: Context,
  path: DomainPath,
  { from, to, by }: TrendInput,
): Promise<Result<Trend, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { id } = found.value.domain;
  const { db } = context;
  const range = { from, to };
  const series = dailySeries({ ...range, rows: await sessionsByDay(db, [id], range) });
  const { daysWithReports } = series;
  const all = { totals: series.totals, daysWithReports };
  switch (by) {
    case "day":
      return ok({ ...all, by, points: series.points });
    case "reporter": {
      const reporters = await sessionsByReporter(db, id, range);
      const named = totals(reporters);
      const others = {
        successful: Math.max(0, all.totals.successful - named.successful),
        failed: Math.max(0, all.totals.failed - named.failed),
      };
      return ok({
        ...all,
        by,
        reporters: reporters.map((row) => ({ ...row, ...totals([row]) })),
        others: totals([others]),
      });
    }
    case "result-type":
      return ok({ ...all, by, resultTypes: withShares(await failuresByType(db, id, range)) });
    case "mx":
      return ok({ ...all, by, mxHosts: withShares(await failuresByMx(db, id, range)) });
    default:
      return by satisfies never;
  }
}

function withShares<Row extends { failedSessions: number }>(rows: Row[]): (Row & Share)[] {
  const all = rows.reduce((sum, row) => sum + row.failedSessions, 0);
  return rows.map((row) => ({ ...row, share: share(row.failedSessions, all) }));
}
