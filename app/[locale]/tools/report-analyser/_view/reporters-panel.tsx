import { useTranslations } from "next-intl";
import type { ReporterShare } from "#lib/core/trend/breakdown.ts";
import { type Column, DataTable } from "../../../../_ui/data-table.tsx";
import { NumberText } from "../../../../_ui/number-text.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { PercentText } from "../../../../_ui/percent-text.tsx";
import { isolated } from "./isolated.ts";

/** Who reported, the busiest first. */
export function ReportersPanel({ reporters }: { reporters: readonly ReporterShare[] }) {
  const t = useTranslations("tools.reportAnalyser.reporters");
  return (
    <Panel title={t("title")} description={t("text")}>
      <DataTable
        caption={t("title")}
        hideCaption
        columns={useColumns()}
        rows={reporters}
        rowKey={({ reporter }) => reporter}
      />
    </Panel>
  );
}

function useColumns(): Column<ReporterShare>[] {
  const t = useTranslations("tools.reportAnalyser.reporters");
  return [
    { key: "reporter", header: t("reporter"), rowHeader: true, cell: ({ reporter }) => isolated(reporter) },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      cell: ({ sessions }) => <NumberText value={sessions} />,
    },
    { key: "failed", header: t("failed"), align: "end", cell: ({ failed }) => <NumberText value={failed} /> },
    {
      key: "rate",
      header: t("failureRate"),
      align: "end",
      cell: ({ failureRate }) => <PercentText value={failureRate} />,
    },
  ];
}
