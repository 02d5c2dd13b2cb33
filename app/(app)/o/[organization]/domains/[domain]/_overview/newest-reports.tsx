import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReportSummary } from "#lib/services/reports/list-reports.ts";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { type DomainParams, reportsPath } from "../../../_parts/paths.ts";
import { ReportTable } from "../_parts/report-table.tsx";
import classes from "./panels.module.css";

/** The newest reports and the way to all of them. */
export function NewestReports({ reports, path }: { reports: ReportSummary[]; path: DomainParams }) {
  const t = useTranslations("domains.overview.newest");
  if (reports.length === 0) {
    return (
      <Panel title={t("title")}>
        <p className={classes.quiet}>
          {t("none")}. {t("noneText")}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t("title")}
      actions={
        <Link href={reportsPath(path)} className={classes.link}>
          {t("all")}
        </Link>
      }
    >
      <ReportTable caption={t("title")} reports={reports} path={path} />
    </Panel>
  );
}
