import { useTranslations } from "next-intl";
import { useId } from "react";
import type { DayPoint } from "#lib/core/trend/daily-series.ts";
import { totals } from "#lib/core/trend/totals.ts";
import { SessionsTable } from "./sessions-table.tsx";
import classes from "./sparkline.module.css";
import { countedDays } from "./use-series-summary.ts";

type Props = {
  points: readonly DayPoint[];
  /** Adds a "Show as table" disclosure; leave it out inside a table, where the name already says the totals. */
  withTable?: boolean;
  /** In CSS pixels. */
  height?: number;
  /** Takes the width that there is, instead of 4 px a day. */
  stretch?: boolean;
};

const step = 4;
const leastHeight = 2;

/** A row of day bars small enough for a list; drawn on the server, so a long list costs the browser nothing. */
export function Sparkline({ points, withTable = false, height = 28, stretch = false }: Props) {
  const t = useTranslations("ui.chart");
  const label = useSparklineLabel(points);
  const drawing = (
    <svg
      role="img"
      aria-label={label}
      className={classes.sparkline}
      viewBox={`0 0 ${points.length * step} ${height}`}
      width={stretch ? "100%" : points.length * step}
      height={height}
      preserveAspectRatio="none"
    >
      <Bars points={points} height={height} />
    </svg>
  );
  if (!withTable) return drawing;
  return (
    <div>
      {drawing}
      <details className={classes.details}>
        <summary>{t("showTable")}</summary>
        <SessionsTable points={points} />
      </details>
    </div>
  );
}

function Bars({ points, height }: { points: readonly DayPoint[]; height: number }) {
  const pattern = useId();
  const tallest = Math.max(1, ...countedDays(points).map(({ successful, failed }) => successful + failed));
  return (
    <>
      <pattern id={pattern} width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="1" height="3" fill="var(--chart-gap)" />
      </pattern>
      {points.map((point, index) => (
        <Bar
          key={point.day}
          point={point}
          x={index * step}
          height={height}
          scale={height / tallest}
          gapFill={`url(#${pattern})`}
        />
      ))}
    </>
  );
}

type BarProps = { point: DayPoint; x: number; height: number; scale: number; gapFill: string };

function Bar({ point: { successful, failed }, x, height, scale, gapFill }: BarProps) {
  if (successful === null || failed === null) {
    return <rect x={x} y={0} width={step} height={height} fill={gapFill} />;
  }
  const bad = failed === 0 ? 0 : Math.max(leastHeight, failed * scale);
  const good = successful === 0 ? 0 : Math.min(height - bad, Math.max(leastHeight, successful * scale));
  return (
    <>
      <rect x={x} y={height - good} width={step - 1} height={good} fill="var(--chart-success)" />
      <rect x={x} y={height - good - bad} width={step - 1} height={bad} fill="var(--chart-failure)" />
    </>
  );
}

function useSparklineLabel(points: readonly DayPoint[]): string {
  const t = useTranslations("ui.chart");
  const counted = countedDays(points);
  if (counted.length === 0) return t("sparklineEmpty", { days: points.length });
  const { successful, failed } = totals(counted);
  return t("sparkline", { days: points.length, successful, failed, gaps: points.length - counted.length });
}
