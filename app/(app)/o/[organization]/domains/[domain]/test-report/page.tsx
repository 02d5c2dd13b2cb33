import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showTestReports } from "#lib/services/test-reports/show-test-reports.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import { RoadsPanel } from "./_test/roads-panel.tsx";
import { RunsPanel } from "./_test/runs-panel.tsx";
import classes from "./_test/test-report.module.css";

type Props = { params: Promise<DomainParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("testReport");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function TestReportPage({ params }: Props) {
  const path = await params;
  const found = await pageValue(await showTestReports(await requestContext(), path));
  if (!found.ok) redirect(setupPath(path));
  return (
    <div className={classes.page}>
      <RoadsPanel view={found.value} path={path} />
      <RunsPanel tests={found.value.tests} />
    </div>
  );
}
