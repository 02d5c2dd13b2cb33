import { useFormatter, useTranslations } from "next-intl";
import type { TestState, TestView } from "#lib/services/test-reports/show-test-reports.ts";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import type { Tone } from "../../../../../../../_ui/tone.ts";
import { ToneBadge } from "../../../../../../../_ui/tone-badge.tsx";
import { HopList } from "./hop-list.tsx";
import classes from "./test-report.module.css";

const tones: Record<TestState, Tone> = {
  sending: "info",
  waiting: "info",
  overdue: "warning",
  arrived: "ok",
  failed: "error",
};

/** One test: how it stands, and every step that was seen. The newest one's standing is announced. */
export function Run({ test, isNewest }: { test: TestView; isNewest: boolean }) {
  const t = useTranslations("testReport");
  const standing = useStanding();
  return (
    <details className={classes.run} open={isNewest}>
      <summary className={classes.summary}>
        <ToneBadge tone={tones[test.state]}>{t(`state.${test.state}`)}</ToneBadge>
        <span className={classes.name}>{t(`road.${test.road}.name`)}</span>
        <span className={classes.quiet}>
          <TimeText value={test.startedAt} show="second" />
        </span>
      </summary>
      <div className={classes.body}>
        <p className={classes.plain}>
          {t("to")} <code className={classes.destination}>{test.destination}</code>
        </p>
        <p className={classes.plain} role={isNewest ? "status" : undefined}>
          {standing(test)}
        </p>
        {test.hops.length === 0 ? null : <HopList hops={test.hops} startedAt={test.startedAt} />}
      </div>
    </details>
  );
}

function useStanding(): (test: TestView) => string {
  const t = useTranslations("testReport.status");
  const format = useFormatter();
  return ({ state, startedAt, arrivedAt, hops }) => {
    if (state !== "arrived" || arrivedAt === null) return state === "arrived" ? "" : t(state);
    const seconds = Math.max(0, arrivedAt.getTime() - startedAt.getTime()) / 1_000;
    const unit = { style: "unit", unit: "second", maximumFractionDigits: seconds < 10 ? 1 : 0 } as const;
    const isSmooth = hops.every((hop) => hop.state === "ok");
    return t(isSmooth ? "arrived" : "arrivedWithWarnings", { duration: format.number(seconds, unit) });
  };
}
