import { useFormatter, useTranslations } from "next-intl";
import type { DayPoint } from "#lib/core/trend/daily-series.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import { EmptyState } from "./empty-state.tsx";
import type { ChartDay } from "./sessions-bars.tsx";
import { SessionsChartView } from "./sessions-chart-view.tsx";
import { SessionsTable } from "./sessions-table.tsx";
import { useSeriesSummary } from "./use-series-summary.ts";
import { useShareText } from "./use-share-text.ts";

type Props = {
  /** One point per day, in order; see `dailySeries`. */
  points: readonly DayPoint[];
  headingLevel?: 2 | 3;
};

/** Sessions per day, failures stacked on successes; days without a report are hatched, never drawn as zero. */
export function SessionsChart({ points, headingLevel = 3 }: Props) {
  const t = useTranslations("ui.chart");
  const summary = useSeriesSummary(points);
  const days = useChartDays(points);
  if (points.every((point) => point.successful === null)) {
    return (
      <EmptyState title={t("emptyTitle")} headingLevel={headingLevel}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <SessionsChartView
      days={days}
      summary={summary}
      words={{
        successful: t("successful"),
        failed: t("failed"),
        failureRate: t("failureRate"),
        noData: t("noData"),
        showTable: t("showTable"),
      }}
      table={<SessionsTable points={points} />}
    />
  );
}

/** Texts are made here, so that the browser needs neither catalogs nor formats for them. */
function useChartDays(points: readonly DayPoint[]): ChartDay[] {
  const format = useFormatter();
  const shareText = useShareText();
  const count = (value: number | null) => (value === null ? null : format.number(value, "integer"));
  return points.map(({ day, successful, failed, failureRate }) => ({
    day,
    successful,
    failed,
    tick: format.dateTime(startOfDay(day), "dayInYear"),
    dayText: format.dateTime(startOfDay(day), "day"),
    successfulText: count(successful),
    failedText: count(failed),
    rateText: failureRate === null ? null : shareText(failureRate),
  }));
}
