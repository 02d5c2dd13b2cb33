import { useTranslations } from "next-intl";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { NumberText } from "../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { PercentText } from "../../../../../../_ui/percent-text.tsx";
import { SessionsChart } from "../../../../../../_ui/sessions-chart.tsx";
import { StatTile, StatTiles } from "../../../../../../_ui/stat-tile.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { RangeLinks } from "./range-links.tsx";

/** The range as a chart and in sums. */
export function SessionsPanel({ overview, path }: { overview: Overview; path: DomainParams }) {
  const t = useTranslations("domains.overview");
  const { series, range } = overview;
  return (
    <Panel
      title={t("sessions")}
      description={t("sessionsText")}
      actions={<RangeLinks current={range} path={path} />}
    >
      <Totals overview={overview} />
      <SessionsChart points={series.points} />
    </Panel>
  );
}

function Totals({ overview: { series, range, reporters } }: { overview: Overview }) {
  const t = useTranslations("domains.overview.tiles");
  const { totals, daysWithReports } = series;
  const hasData = daysWithReports > 0;
  const inRange = t("range", { days: range });
  return (
    <StatTiles>
      <StatTile
        label={t("sessions")}
        value={<NumberText value={hasData ? totals.sessions : null} />}
        note={inRange}
      />
      <StatTile
        label={t("failureRate")}
        value={<PercentText value={totals.failureRate} />}
        note={hasData ? t("failed", { failed: totals.failed }) : inRange}
      />
      <StatTile label={t("reporters")} value={<ReporterCount count={reporters.length} />} note={inRange} />
      <StatTile
        label={t("days")}
        value={<NumberText value={daysWithReports} />}
        note={t("ofDays", { days: range })}
      />
    </StatTiles>
  );
}

/** The service lists a hundred reporters at most. */
function ReporterCount({ count }: { count: number }) {
  const t = useTranslations("domains.overview.tiles");
  return count < 100 ? <NumberText value={count} /> : t("atLeast", { count });
}
