"use client";

import "@mantine/charts/styles.layer.css";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useState } from "react";
import type { ChartDay } from "./sessions-bars.tsx";
import classes from "./sessions-chart-view.module.css";

const SessionsBars = dynamic(() => import("./sessions-bars.tsx").then((module) => module.SessionsBars), {
  ssr: false,
  loading: () => <div className={classes.waiting} />,
});

type Words = { successful: string; failed: string; failureRate: string; noData: string; showTable: string };

type Props = {
  days: readonly ChartDay[];
  /** The chart in one sentence. */
  summary: string;
  words: Words;
  table: ReactNode;
};

/** Switches between the drawing and a table of the same data. */
export function SessionsChartView({ days, summary, words, table }: Props) {
  const [asTable, setAsTable] = useState(false);
  const contentId = useId();
  return (
    <div className={classes.chart}>
      <div className={classes.head}>
        <Legend words={words} />
        <button
          type="button"
          className={classes.toggle}
          aria-pressed={asTable}
          aria-controls={contentId}
          onClick={() => setAsTable(!asTable)}
        >
          {words.showTable}
        </button>
      </div>
      <div id={contentId}>
        {asTable ? (
          table
        ) : (
          <div role="img" aria-label={summary} className={classes.drawing}>
            <SessionsBars days={days} tooltip={(day) => <DayTooltip day={day} words={words} />} />
          </div>
        )}
      </div>
    </div>
  );
}

function Legend({ words }: { words: Words }) {
  const entries = [
    ["successful", words.successful],
    ["failed", words.failed],
    ["gap", words.noData],
  ] as const;
  return (
    <ul className={classes.legend}>
      {entries.map(([kind, word]) => (
        <li key={kind}>
          <span className={classes.swatch} data-kind={kind} />
          {word}
        </li>
      ))}
    </ul>
  );
}

function DayTooltip({ day, words }: { day: ChartDay; words: Words }) {
  const lines = [
    [words.successful, day.successfulText],
    [words.failed, day.failedText],
    [words.failureRate, day.rateText],
  ] as const;
  return (
    <div className={classes.tooltip}>
      <div className={classes.day}>{day.dayText}</div>
      {day.successful === null ? (
        <div>{words.noData}</div>
      ) : (
        lines.map(([word, text]) => (
          <div key={word} className={classes.line}>
            <span>{word}</span>
            <span>{text ?? words.noData}</span>
          </div>
        ))
      )}
    </div>
  );
}
