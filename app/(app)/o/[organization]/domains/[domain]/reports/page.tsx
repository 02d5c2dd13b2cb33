import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listReports } from "#lib/services/reports/list-reports.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import { ReportTable } from "../_parts/report-table.tsx";
import { NoReports } from "./_list/no-reports.tsx";
import { ReportPages } from "./_list/report-pages.tsx";
import classes from "./_list/reports.module.css";

type Props = { params: Promise<DomainParams>; searchParams: Promise<{ before?: string | string[] }> };

const pageSize = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("reports.list");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function ReportsPage({ params, searchParams }: Props) {
  const path = await params;
  const { before: given } = await searchParams;
  const before = typeof given === "string" ? given : null;
  const found = await pageValue(await listReports(await requestContext(), path, { before, limit: pageSize }));
  if (!found.ok) redirect(setupPath(path));
  const { reports, next } = found.value;
  const t = await getTranslations("reports.list");
  if (reports.length === 0) return <NoReports path={path} isEnd={before !== null} />;
  return (
    <>
      <h2 className={classes.title}>{t("title")}</h2>
      <p className={classes.description}>{t("description")}</p>
      <ReportTable caption={t("title")} reports={reports} path={path} />
      <ReportPages path={path} isFirst={before === null} next={next} />
    </>
  );
}
