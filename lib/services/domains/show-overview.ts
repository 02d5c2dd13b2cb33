import { toUnicode } from "#lib/core/domain-name.ts";
import type { Finding } from "#lib/core/finding.ts";
import type { Parts } from "#lib/core/posture/posture.ts";
import type { Verdict } from "#lib/core/rollout/rollout.ts";
import { type FailureTypeShare, failuresByType as shareOut } from "#lib/core/trend/breakdown.ts";
import { type DailySeries, dailySeries } from "#lib/core/trend/daily-series.ts";
import { type RangeLength, rangeDays } from "#lib/core/trend/range.ts";
import { type TrustShare, trustShares } from "#lib/core/trend/trust-shares.ts";
import type { Role, Stage } from "#lib/db/client.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { newestArrivals } from "#lib/db/reports/newest-arrivals.ts";
import { type FailuresOfType, failuresByType } from "#lib/db/trend/failures-by-type.ts";
import { sessionsByDay } from "#lib/db/trend/sessions-by-day.ts";
import { type SessionsOfReporter, sessionsByReporter } from "#lib/db/trend/sessions-by-reporter.ts";
import { sessionsByTrust } from "#lib/db/trend/sessions-by-trust.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { listReports, type ReportSummary } from "#lib/services/reports/list-reports.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { judgeDomains } from "./judge-domains.ts";

export type Overview = {
  organization: { slug: string; name: string };
  role: Role;
  domain: { name: string; unicode: string; stage: Stage; stageSince: Date | null };
  verdict: Verdict;
  /** The newest check; `null` before the first. */
  check: { checkedAt: Date; parts: Parts; findings: Finding[] } | null;
  range: RangeLength;
  series: DailySeries;
  failures: (FailuresOfType & Pick<FailureTypeShare, "share">)[];
  reporters: SessionsOfReporter[];
  /** Empty: nobody reported in the range. */
  trusts: TrustShare[];
  reports: ReportSummary[];
  lastReportAt: Date | null;
};

/** All that the overview of a proven domain shows. Counts come from the roll-ups alone, whatever their range. */
export async function showOverview(
  context: Context,
  path: DomainPath,
  length: RangeLength,
): Promise<Result<Overview, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain, organization, role } = found.value;
  const { db } = context;
  const range = rangeDays(context.now, length);
  const [judged, sessions, failures, reporters, trusts, reports, arrivals] = await Promise.all([
    judgeDomains(context, [domain]),
    sessionsByDay(db, [domain.id], range),
    failuresByType(db, domain.id, range),
    sessionsByReporter(db, domain.id, range),
    sessionsByTrust(db, domain.id, range),
    listReports(context, path, { before: null, limit: 5 }),
    newestArrivals(db, [domain.id]),
  ]);
  const own = judged.get(domain.id);
  if (!own) throw new Error("Every domain that is judged has a verdict.");
  if (!reports.ok) return reports;
  const shares = new Map(shareOut(failures).map((row) => [row.resultType, row.share]));
  const { verdict, check } = own;
  return ok({
    organization: { slug: organization.slug, name: organization.name },
    role,
    domain: {
      name: domain.name,
      unicode: toUnicode(storedName(domain)),
      stage: domain.stage,
      stageSince: domain.stageSince,
    },
    verdict,
    check: check && {
      checkedAt: check.checkedAt,
      parts: check.posture.parts,
      findings: check.posture.findings,
    },
    range: length,
    series: dailySeries({ ...range, rows: sessions }),
    failures: failures.map((row) => ({ ...row, share: shares.get(row.resultType) ?? null })),
    reporters,
    trusts: trustShares(trusts),
    reports: reports.value.reports,
    lastReportAt: arrivals.get(domain.id) ?? null,
  });
}
