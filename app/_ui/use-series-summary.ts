import { useFormatter, useTranslations } from "next-intl";
import type { DayPoint } from "#lib/core/trend/daily-series.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import { totals } from "#lib/core/trend/totals.ts";

/** A series in one sentence: the name that a chart has for those who do not see it. */
export function useSeriesSummary(points: readonly DayPoint[]): string {
  const t = useTranslations("ui.chart");
  const format = useFormatter();
  const day = (point: DayPoint | undefined) =>
    point === undefined ? "" : format.dateTime(startOfDay(point.day), "day");
  const span = { from: day(points[0]), to: day(points.at(-1)) };
  const counted = countedDays(points);
  if (counted.length === 0) return t("summaryEmpty", span);
  const { successful, failed } = totals(counted);
  return t("summary", { ...span, successful, failed, gaps: points.length - counted.length });
}

/** The days that reports cover. */
export function countedDays(points: readonly DayPoint[]): { successful: number; failed: number }[] {
  return points.flatMap(({ successful, failed }) =>
    successful === null || failed === null ? [] : [{ successful, failed }],
  );
}
