import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOverview } from "#lib/services/domains/show-overview.ts";
import { pageValue } from "../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../_parts/paths.ts";
import { CheckPanel } from "./_overview/check-panel.tsx";
import { FailuresPanel } from "./_overview/failures-panel.tsx";
import { NewestReports } from "./_overview/newest-reports.tsx";
import classes from "./_overview/overview.module.css";
import { readRange } from "./_overview/read-range.ts";
import { ReportersPanel } from "./_overview/reporters-panel.tsx";
import { SessionsPanel } from "./_overview/sessions-panel.tsx";
import { VerdictCard } from "./_overview/verdict-card.tsx";

type Props = { params: Promise<DomainParams>; searchParams: Promise<{ range?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("domains.overview");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function OverviewPage({ params, searchParams }: Props) {
  const path = await params;
  const range = readRange((await searchParams).range);
  const found = await pageValue(await showOverview(await requestContext(), path, range));
  if (!found.ok) redirect(setupPath(path));
  const overview = found.value;
  return (
    <div className={classes.page}>
      <VerdictCard overview={overview} path={path} />
      <SessionsPanel overview={overview} path={path} />
      <FailuresPanel overview={overview} path={path} />
      <ReportersPanel overview={overview} />
      <NewestReports reports={overview.reports} path={path} />
      <CheckPanel overview={overview} path={path} />
    </div>
  );
}
