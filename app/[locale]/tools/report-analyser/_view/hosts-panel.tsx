import { useTranslations } from "next-intl";
import { type Column, DataTable } from "../../../../_ui/data-table.tsx";
import { NumberText } from "../../../../_ui/number-text.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { failureTypeKey } from "../../../../(app)/o/[organization]/domains/[domain]/_parts/failure-type-key.ts";
import type { HostSummary } from "../_analysis/summary.ts";
import { isolated } from "./isolated.ts";
import classes from "./tables.module.css";

/** Failures by mail host. Reports name hosts for failures only, so there is no rate. */
export function HostsPanel({ hosts }: { hosts: readonly HostSummary[] }) {
  const t = useTranslations("tools.reportAnalyser.hosts");
  return (
    <Panel title={t("title")} description={t("text")}>
      <DataTable
        caption={t("title")}
        hideCaption
        columns={useColumns()}
        rows={hosts}
        rowKey={({ mxHost }) => mxHost ?? ""}
      />
    </Panel>
  );
}

function useColumns(): Column<HostSummary>[] {
  const t = useTranslations("tools.reportAnalyser.hosts");
  return [
    {
      key: "host",
      header: t("host"),
      rowHeader: true,
      cell: ({ mxHost }) =>
        mxHost === null ? t("unnamed") : <span className={classes.mono}>{isolated(mxHost)}</span>,
    },
    {
      key: "failed",
      header: t("failed"),
      align: "end",
      cell: ({ failedSessions }) => <NumberText value={failedSessions} />,
    },
    { key: "types", header: t("types"), cell: ({ resultTypes }) => <Types resultTypes={resultTypes} /> },
  ];
}

function Types({ resultTypes }: { resultTypes: readonly (string | null)[] }) {
  const t = useTranslations("failureTypes");
  return resultTypes.map((type) => <div key={type ?? ""}>{t(`${failureTypeKey(type)}.title`)}</div>);
}
