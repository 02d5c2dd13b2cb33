import { toUnicode } from "#lib/core/domain-name.ts";
import type { Advice } from "#lib/core/rollout/rollout.ts";
import { type DayPoint, dailySeries } from "#lib/core/trend/daily-series.ts";
import { rangeDays } from "#lib/core/trend/range.ts";
import type { Totals } from "#lib/core/trend/totals.ts";
import type { Role, Stage } from "#lib/db/client.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { newestArrivals } from "#lib/db/reports/newest-arrivals.ts";
import { sessionsByDay } from "#lib/db/trend/sessions-by-day.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { judgeDomains } from "./judge-domains.ts";

export type DomainRow = {
  name: string;
  unicode: string;
  proven: boolean;
  stage: Stage;
  /** `null` until the ownership is proven: nothing else is shown before. */
  summary: { advice: Advice; series: DayPoint[]; totals: Totals; lastReportAt: Date | null } | null;
};

export type DomainsPage = {
  organization: { slug: string; name: string };
  role: Role;
  domains: DomainRow[];
  /** Name to continue after; `null` on the last page. */
  next: string | null;
};

const pageSize = 50;

/** The organization's domains by name, fifty a page, each with its stage, its advice and the last 30 days. */
export async function listDomains(
  context: Context,
  input: { organization: string; after: string | null },
): Promise<Result<DomainsPage>> {
  const member = await requireMember(context, input.organization, "viewer");
  if (!member.ok) return member;
  const { organization, role } = member.value;
  const { db, now } = context;
  const found = await db.prisma.domain.findMany({
    where: { organizationId: organization.id, ...(input.after ? { name: { gt: input.after } } : {}) },
    orderBy: { name: "asc" },
    take: pageSize + 1,
  });
  const domains = found.slice(0, pageSize);
  const proven = domains.filter((domain) => domain.verifiedAt !== null);
  const ids = proven.map((domain) => domain.id);
  const range = rangeDays(now, 30);
  const [judged, sessions, arrivals] = await Promise.all([
    judgeDomains(context, proven),
    sessionsByDay(db, ids, range),
    newestArrivals(db, ids),
  ]);
  const rowsOf = Map.groupBy(sessions, (row) => row.domainId);
  return ok({
    organization: { slug: organization.slug, name: organization.name },
    role,
    next: found.length > pageSize ? (domains.at(-1)?.name ?? null) : null,
    domains: domains.map((domain) => {
      const { name, stage } = domain;
      const verdict = judged.get(domain.id)?.verdict;
      const series = dailySeries({ ...range, rows: rowsOf.get(domain.id) ?? [] });
      return {
        name,
        unicode: toUnicode(storedName(domain)),
        proven: verdict !== undefined,
        stage,
        summary: verdict
          ? {
              advice: verdict.advice,
              series: series.points,
              totals: series.totals,
              lastReportAt: arrivals.get(domain.id) ?? null,
            }
          : null,
      };
    }),
  });
}
