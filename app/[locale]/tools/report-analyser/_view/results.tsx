import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Panel } from "../../../../_ui/panel.tsx";
import { SessionsChart } from "../../../../_ui/sessions-chart.tsx";
import type { JudgedFile } from "../_analysis/judged-file.ts";
import { type Summary, summarise } from "../_analysis/summary.ts";
import { FailuresPanel } from "./failures-panel.tsx";
import { HostsPanel } from "./hosts-panel.tsx";
import { Outcome } from "./outcome.tsx";
import { RefusedPanel } from "./refused-panel.tsx";
import { ReportersPanel } from "./reporters-panel.tsx";
import { ReportsPanel } from "./reports-panel.tsx";
import { TotalsTiles } from "./totals-tiles.tsx";

/** Everything that the files say: the sum of it first, each report last. */
export function Results({ files }: { files: readonly JudgedFile[] }) {
  const reports = useMemo(() => files.filter((file) => file.kind === "read"), [files]);
  const refused = useMemo(() => files.filter((file) => file.kind === "refused"), [files]);
  const summary = useMemo(() => summarise(reports), [reports]);
  return (
    <>
      <RefusedPanel files={refused} />
      {summary === null ? null : <SummaryPanels summary={summary} />}
      <ReportsPanel reports={reports} />
    </>
  );
}

function SummaryPanels({ summary }: { summary: Summary }) {
  const t = useTranslations("tools.reportAnalyser");
  const { points, from, to, failures, hosts, reporters } = summary;
  return (
    <>
      <Outcome summary={summary} />
      <TotalsTiles summary={summary} />
      {points === null || from === to ? null : (
        <Panel title={t("chart.title")} description={t("chart.text")}>
          <SessionsChart points={points} />
        </Panel>
      )}
      {failures.length === 0 ? null : <FailuresPanel failures={failures} />}
      {hosts.length === 0 ? null : <HostsPanel hosts={hosts} />}
      {reporters.length < 2 ? null : <ReportersPanel reporters={reporters} />}
    </>
  );
}
