"use client";

import { BarChart } from "@mantine/charts";
import { useLocale } from "next-intl";
import { type ReactNode, useId } from "react";
import { type BarShapeProps, ReferenceArea } from "recharts";

/** One day as it is drawn, its texts already in the reader's language. `null`: no report covers it. */
export type ChartDay = {
  day: string;
  successful: number | null;
  failed: number | null;
  tick: string;
  dayText: string;
  successfulText: string | null;
  failedText: string | null;
  rateText: string | null;
};

type Props = { days: readonly ChartDay[]; tooltip: (day: ChartDay) => ReactNode };

const series = [
  { name: "successful", color: "var(--chart-success)" },
  { name: "failed", color: "var(--chart-failure)" },
];

/** The bars themselves; loaded on demand, since recharts is large. The parent names the drawing. */
export function SessionsBars({ days, tooltip }: Props) {
  const id = useId();
  const compact = new Intl.NumberFormat(useLocale(), { notation: "compact", maximumFractionDigits: 1 });
  const ticks = new Map(days.map(({ day, tick }) => [day, tick]));
  return (
    <BarChart
      h={260}
      data={[...days]}
      dataKey="day"
      type="stacked"
      series={series}
      maxBarWidth={28}
      accessibilityLayer={false}
      strokeDasharray="3 4"
      gridColor="var(--hairline)"
      textColor="var(--mantine-color-dimmed)"
      xAxisProps={{
        tickFormatter: (day: string) => ticks.get(day) ?? day,
        minTickGap: 28,
        interval: "equidistantPreserveStart",
      }}
      yAxisProps={{
        tickFormatter: (count: number) => compact.format(count),
        allowDecimals: false,
        width: 48,
      }}
      barProps={({ name }) =>
        name === "failed"
          ? { shape: (bar: BarShapeProps) => <FailureBar {...bar} fill={`url(#${id}-failed)`} /> }
          : {}
      }
      tooltipProps={{
        filterNull: false,
        content: ({ label }) => {
          const day = days.find((candidate) => candidate.day === label);
          return day === undefined ? null : tooltip(day);
        },
      }}
    >
      <Patterns id={id} />
      {gaps(days).map(({ from, to }) => (
        <ReferenceArea
          key={from}
          x1={from}
          x2={to}
          fill={`url(#${id}-gap)`}
          fillOpacity={1}
          stroke="var(--chart-gap-line)"
          strokeDasharray="3 3"
        />
      ))}
    </BarChart>
  );
}

const leastFailureHeight = 4;

/** Failures are never too few to be seen, however tall the day. */
function FailureBar({ x, y, width, height, fill, payload }: BarShapeProps) {
  if (!payload?.failed) return null;
  const shown = Math.max(height, leastFailureHeight);
  return <rect x={x} y={y + height - shown} width={width} height={shown} fill={fill} />;
}

/** Stripes tell failures and gaps from successes without colour. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-failed`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" fill="var(--chart-failure)" />
        <rect width="2" height="5" fill="var(--chart-failure-stripe)" />
      </pattern>
      <pattern
        id={`${id}-gap`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="1" height="6" fill="var(--chart-gap)" />
      </pattern>
    </defs>
  );
}

/** Runs of days that no report covers, so that each run is drawn as one band. */
function gaps(days: readonly ChartDay[]): { from: string; to: string }[] {
  const runs: { from: string; to: string }[] = [];
  days.forEach(({ day, successful }, index) => {
    if (successful !== null) return;
    const last = runs.at(-1);
    if (last !== undefined && last.to === days[index - 1]?.day) last.to = day;
    else runs.push({ from: day, to: day });
  });
  return runs;
}
