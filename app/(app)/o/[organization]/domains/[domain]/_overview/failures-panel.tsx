import { useTranslations } from "next-intl";
import { startOfDay } from "#lib/core/trend/day.ts";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { type Column, DataTable } from "../../../../../../_ui/data-table.tsx";
import { NoData } from "../../../../../../_ui/no-data.tsx";
import { NumberText } from "../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { PercentText } from "../../../../../../_ui/percent-text.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import { FailureTypeName } from "../_parts/failure-type-name.tsx";
import { FailureExplanations } from "./failure-explanations.tsx";
import classes from "./panels.module.css";

type Failure = Overview["failures"][number];

/** What failed, by type, and what each type means. */
export function FailuresPanel({ overview: { failures, range, series } }: { overview: Overview }) {
  const t = useTranslations("domains.overview.failures");
  const columns = useColumns();
  if (failures.length === 0) {
    const words = series.daysWithReports > 0 ? t("none", { days: range }) : t("noReports", { days: range });
    return (
      <Panel title={t("title")}>
        <p className={classes.quiet}>{words}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("title")} description={t("text")}>
      <DataTable
        caption={t("title")}
        hideCaption
        columns={columns}
        rows={failures}
        rowKey={({ resultType }) => resultType ?? ""}
      />
      <FailureExplanations resultTypes={failures.map(({ resultType }) => resultType)} />
    </Panel>
  );
}

function useColumns(): Column<Failure>[] {
  const t = useTranslations("domains.overview.failures");
  return [
    {
      key: "type",
      header: t("type"),
      rowHeader: true,
      cell: ({ resultType }) => <FailureTypeName resultType={resultType} />,
    },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      cell: ({ failedSessions }) => <NumberText value={failedSessions} />,
    },
    { key: "share", header: t("share"), align: "end", cell: ({ share }) => <PercentText value={share} /> },
    { key: "mx", header: t("mx"), cell: ({ mxHosts }) => <Hosts hosts={mxHosts} /> },
    {
      key: "lastDay",
      header: t("lastDay"),
      align: "end",
      cell: ({ lastDay }) => <TimeText value={startOfDay(lastDay)} show="day" />,
    },
  ];
}

function Hosts({ hosts }: { hosts: string[] }) {
  if (hosts.length === 0) return <NoData />;
  return hosts.map((host) => (
    <div key={host} className={classes.host}>
      {host}
    </div>
  ));
}
