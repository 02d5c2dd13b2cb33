import { useTranslations } from "next-intl";
import { startOfDay } from "#lib/core/trend/day.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { type Column, DataTable } from "../../../../../../_ui/data-table.tsx";
import { NumberText } from "../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { PercentText } from "../../../../../../_ui/percent-text.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { FaultHosts } from "../_fault/fault-hosts.tsx";
import { FaultProbe } from "../_fault/fault-probe.tsx";
import { FailureTypeName } from "../_parts/failure-type-name.tsx";
import { FailureExplanations } from "./failure-explanations.tsx";
import classes from "./panels.module.css";

type Failure = Overview["failures"][number];

const probeId = "look-at-failure";

/** What failed, by type, whether it can still be seen, and what each type means. */
export function FailuresPanel({ overview, path }: { overview: Overview; path: DomainParams }) {
  const { failures, range, series, role } = overview;
  const t = useTranslations("domains.overview.failures");
  const mayLook = roleReaches(role, "member");
  const columns = useColumns(mayLook);
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
      <div>
        <DataTable
          caption={t("title")}
          hideCaption
          columns={columns}
          rows={failures}
          rowKey={({ resultType }) => resultType ?? ""}
        />
        {mayLook ? <FaultProbe path={path} id={probeId} /> : null}
      </div>
      <FailureExplanations resultTypes={failures.map(({ resultType }) => resultType)} />
    </Panel>
  );
}

function useColumns(mayLook: boolean): Column<Failure>[] {
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
    {
      key: "mx",
      header: t("mx"),
      cell: ({ resultType, mxHosts }) => (
        <FaultHosts resultType={resultType} hosts={mxHosts} form={mayLook ? probeId : null} />
      ),
    },
    {
      key: "lastDay",
      header: t("lastDay"),
      align: "end",
      cell: ({ lastDay }) => <TimeText value={startOfDay(lastDay)} show="day" />,
    },
  ];
}
