import { useTranslations } from "next-intl";
import type { TestView } from "#lib/services/test-reports/show-test-reports.ts";
import { Panel } from "../../../../../../../_ui/panel.tsx";
import { Follow } from "./follow.tsx";
import { Run } from "./run.tsx";
import classes from "./test-report.module.css";

/** The newest tests, the newest of them unfolded; what is under way is followed. */
export function RunsPanel({ tests }: { tests: readonly TestView[] }) {
  const t = useTranslations("testReport");
  return (
    <Panel title={t("history")}>
      <Follow pace={paceOf(tests)} />
      {tests.length === 0 ? <p className={classes.quiet}>{t("none")}</p> : null}
      {tests.map((test, index) => (
        <Run key={test.id} test={test} isNewest={index === 0} />
      ))}
    </Panel>
  );
}

function paceOf(tests: readonly TestView[]): "fast" | "slow" | null {
  if (tests.some(({ state }) => state === "sending")) return "fast";
  return tests.some(({ state }) => state === "waiting") ? "slow" : null;
}
