import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showReport } from "#lib/services/reports/show-report.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../../_parts/paths.ts";
import classes from "./_report/report.module.css";
import { ReportFacts } from "./_report/report-facts.tsx";
import { ReportHead } from "./_report/report-head.tsx";
import { ReportMail } from "./_report/report-mail.tsx";
import { ReportQuirks } from "./_report/report-quirks.tsx";
import { ReportResults } from "./_report/report-results.tsx";

type Props = { params: Promise<DomainParams & { id: string }> };

const loadReport = cache(async (organization: string, domain: string, id: string) =>
  showReport(await requestContext(), { organization, domain }, id),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { organization, domain, id } = await params;
  const found = await loadReport(organization, domain, id);
  const t = await getTranslations("reports");
  return { title: found.ok ? t("one.pageTitle", { reporter: found.value.reporter }) : t("list.title") };
}

export default async function ReportPage({ params }: Props) {
  const { id, ...path } = await params;
  const found = await pageValue(await loadReport(path.organization, path.domain, id));
  if (!found.ok) redirect(setupPath(path));
  const report = found.value;
  return (
    <div className={classes.page}>
      <ReportHead report={report} path={path} />
      <ReportFacts report={report} />
      {report.mail === null ? null : <ReportMail mail={report.mail} />}
      <ReportResults report={report} path={path} />
      <ReportQuirks findings={report.findings} />
    </div>
  );
}
