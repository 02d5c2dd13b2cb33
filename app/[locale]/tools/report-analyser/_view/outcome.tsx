import { useTranslations } from "next-intl";
import { Notice } from "../../../../_ui/notice.tsx";
import type { Summary } from "../_analysis/summary.ts";
import classes from "./outcome.module.css";

/** What the reports mean for MTA-STS in enforce, before any detail. */
export function Outcome({ summary: { totals, risks, isEnforced } }: { summary: Summary }) {
  const t = useTranslations("tools.reportAnalyser.outcome");
  const { sessions, failed } = totals;
  if (sessions === 0) {
    return (
      <Notice tone="neutral" title={t("nothing.title")}>
        {t("nothing.text")}
      </Notice>
    );
  }
  if (failed === 0) {
    return (
      <Notice tone="ok" title={t("clean.title", { count: sessions })}>
        {t("clean.text")}
      </Notice>
    );
  }
  const isHeld = risks.blocks + risks.unexplained > 0;
  const title = !isHeld ? "doubtful.title" : isEnforced ? "enforced.title" : "held.title";
  const lines = (["blocks", "unexplained", "policy", "dane"] as const).filter((risk) => risks[risk] > 0);
  return (
    <Notice tone={isHeld ? "error" : "warning"} title={t(title)}>
      <ul className={classes.lines}>
        {lines.map((risk) => (
          <li key={risk}>{t(`line.${risk}`, { count: risks[risk] })}</li>
        ))}
      </ul>
    </Notice>
  );
}
