import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { trusts } from "#lib/core/trend/trust-shares.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listReports } from "#lib/services/reports/list-reports.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import { ReportTable } from "../_parts/report-table.tsx";
import { TestReportLink } from "../_parts/test-report-link.tsx";
import { NoReports } from "./_list/no-reports.tsx";
import { ReportPages } from "./_list/report-pages.tsx";
import classes from "./_list/reports.module.css";
import { TrustFilter } from "./_list/trust-filter.tsx";

type Props = {
  params: Promise<DomainParams>;
  searchParams: Promise<{ before?: string | string[]; trust?: string | string[] }>;
};

const pageSize = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("reports.list");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const path = await params;
  const query = await searchParams;
  const before = typeof query.before === "string" ? query.before : null;
  const trust = trusts.find((known) => known === query.trust) ?? null;
  const input = { before, trust, limit: pageSize };
  const found = await pageValue(await listReports(await requestContext(), path, input));
  if (!found.ok) redirect(setupPath(path));
  const { reports, next } = found.value;
  const t = await getTranslations("reports.list");
  if (reports.length === 0) return <NoReports path={path} isEnd={before !== null} trust={trust} />;
  return (
    <>
      <h2 className={classes.title}>{t("title")}</h2>
      <p className={classes.description}>
        {t("description")} <TestReportLink path={path} />
      </p>
      {trust === null ? null : <TrustFilter path={path} trust={trust} />}
      <ReportTable caption={t("title")} reports={reports} path={path} />
      <ReportPages path={path} isFirst={before === null} next={next} trust={trust} />
    </>
  );
}
