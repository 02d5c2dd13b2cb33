import { useTranslations } from "next-intl";
import { Sparkline } from "../../_ui/sparkline.tsx";
import { StageBadge } from "../../_ui/stage-badge.tsx";
import { ToneIcon } from "../../_ui/tone-icon.tsx";
import { VerdictBadge } from "../../_ui/verdict-badge.tsx";
import { exampleSeries } from "./example-series.ts";
import classes from "./example-verdict.module.css";

const reasons = [
  ["expired", "error"],
  ["gap", "info"],
] as const;

/** A verdict as the product shows it, with a made-up domain. */
export function ExampleVerdict() {
  const t = useTranslations("landing.example");
  return (
    <figure className={classes.figure}>
      <div className={classes.card}>
        <div className={classes.head}>
          <span className={classes.domain}>{t("domain")}</span>
          <span className={classes.badges}>
            <StageBadge stage="testing" />
            <VerdictBadge advice="stay" />
          </span>
        </div>
        <div className={classes.chart}>
          <span className={classes.label}>{t("chart")}</span>
          <Sparkline points={exampleSeries()} height={72} stretch />
        </div>
        <ul className={classes.reasons}>
          {reasons.map(([reason, tone]) => (
            <li key={reason} className={classes.reason} data-tone={tone}>
              <ToneIcon tone={tone} size={18} />
              <span>{t(reason)}</span>
            </li>
          ))}
        </ul>
        <p className={classes.next}>{t("next")}</p>
      </div>
      <figcaption className={classes.caption}>{t("caption")}</figcaption>
    </figure>
  );
}
