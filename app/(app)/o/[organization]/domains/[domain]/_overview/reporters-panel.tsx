import { useTranslations } from "next-intl";
import { startOfDay } from "#lib/core/trend/day.ts";
import { totals } from "#lib/core/trend/totals.ts";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { type Column, DataTable } from "../../../../../../_ui/data-table.tsx";
import { NumberText } from "../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { PercentText } from "../../../../../../_ui/percent-text.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import { TrustBadge } from "../../../../../../_ui/trust-badge.tsx";
import classes from "./panels.module.css";
import { TrustTotals } from "./trust-totals.tsx";

type Reporter = Overview["reporters"][number];

/** Who reported in the range, and what vouches for them. */
export function ReportersPanel({ overview }: { overview: Overview }) {
  const { reporters, range, organization, domain } = overview;
  const t = useTranslations("domains.overview.reporters");
  const columns = useColumns();
  if (reporters.length === 0) {
    return (
      <Panel title={t("title")}>
        <p className={classes.quiet}>
          {t("none", { days: range })} {t("noneText")}
        </p>
      </Panel>
    );
  }
  return (
    <Panel title={t("title")} description={t("text")}>
      <TrustTotals trusts={overview.trusts} path={{ organization: organization.slug, domain: domain.name }} />
      <DataTable
        caption={t("title")}
        hideCaption
        columns={columns}
        rows={reporters}
        rowKey={({ reporter }) => reporter}
      />
    </Panel>
  );
}

function useColumns(): Column<Reporter>[] {
  const t = useTranslations("domains.overview.reporters");
  return [
    { key: "reporter", header: t("reporter"), rowHeader: true, cell: ({ reporter }) => reporter },
    { key: "trust", header: t("trust"), cell: ({ trust }) => <TrustBadge trust={trust} /> },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      cell: (row) => <NumberText value={totals([row]).sessions} />,
    },
    { key: "failed", header: t("failed"), align: "end", cell: ({ failed }) => <NumberText value={failed} /> },
    {
      key: "failureRate",
      header: t("failureRate"),
      align: "end",
      cell: (row) => <PercentText value={totals([row]).failureRate} />,
    },
    {
      key: "lastDay",
      header: t("lastDay"),
      align: "end",
      cell: ({ lastDay }) => <TimeText value={startOfDay(lastDay)} show="day" />,
    },
  ];
}
