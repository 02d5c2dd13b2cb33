import { VisuallyHidden } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { startOfDay } from "#lib/core/trend/day.ts";
import type { ReportSummary } from "#lib/services/reports/list-reports.ts";
import { type Column, DataTable } from "../../../../../../_ui/data-table.tsx";
import { NumberText } from "../../../../../../_ui/number-text.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import { TrustBadge } from "../../../../../../_ui/trust-badge.tsx";
import { type DomainParams, reportPath } from "../../../_parts/paths.ts";
import classes from "./report-table.module.css";

type Props = { caption: string; reports: readonly ReportSummary[]; path: DomainParams };

/** Reports, one a line, each leading to its page. */
export function ReportTable({ caption, reports, path }: Props) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={useColumns(path)}
      rows={reports}
      rowKey={({ id }) => id}
    />
  );
}

function useColumns(path: DomainParams): Column<ReportSummary>[] {
  const t = useTranslations("reports");
  return [
    {
      key: "reporter",
      header: t("list.reporter"),
      rowHeader: true,
      cell: (report) => <ReportLink report={report} path={path} />,
    },
    { key: "day", header: t("list.day"), cell: ({ day }) => <TimeText value={startOfDay(day)} show="day" /> },
    {
      key: "successful",
      header: t("list.successful"),
      align: "end",
      cell: ({ successful }) => <NumberText value={successful} />,
    },
    {
      key: "failed",
      header: t("list.failed"),
      align: "end",
      cell: ({ failed }) => (
        <span className={classes.failed} data-any={failed > 0}>
          <NumberText value={failed} />
        </span>
      ),
    },
    { key: "trust", header: t("list.trust"), cell: ({ trust }) => <TrustBadge trust={trust} /> },
    { key: "road", header: t("list.road"), cell: ({ road }) => t(`road.${road}`) },
    {
      key: "received",
      header: t("list.received"),
      align: "end",
      cell: ({ receivedAt }) => <TimeText value={receivedAt} show="relative" />,
    },
  ];
}

function ReportLink({ report, path }: { report: ReportSummary; path: DomainParams }) {
  const t = useTranslations("reports.list");
  const format = useFormatter();
  return (
    <>
      <Link href={reportPath(path, report.id)} className={classes.link}>
        {report.reporter}
        <VisuallyHidden>, {format.dateTime(startOfDay(report.day), "day")}</VisuallyHidden>
      </Link>
      {report.counted ? null : <div className={classes.copy}>{t("copy")}</div>}
    </>
  );
}
