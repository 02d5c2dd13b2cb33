import { useFormatter, useTranslations } from "next-intl";
import type { HopState, TimedHop } from "#lib/core/tlsrpt/test-report-hop.ts";
import { HiddenText } from "../../../../../../../_ui/hidden-text.tsx";
import type { Tone } from "../../../../../../../_ui/tone.ts";
import { ToneIcon } from "../../../../../../../_ui/tone-icon.tsx";
import classes from "./test-report.module.css";
import { useHopText } from "./use-hop-text.ts";

const tones: Record<HopState, Tone> = { ok: "ok", warning: "warning", failed: "error", unknown: "unknown" };

/** The steps of a test as they were seen; what failed says what to do. */
export function HopList({ hops, startedAt }: { hops: readonly TimedHop[]; startedAt: Date }) {
  const t = useTranslations("testReport");
  return (
    <ol className={classes.hops} aria-label={t("steps")}>
      {hops.map((hop, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end.
        <HopItem key={index} hop={hop} startedAt={startedAt} />
      ))}
    </ol>
  );
}

function HopItem({ hop, startedAt }: { hop: TimedHop; startedAt: Date }) {
  const t = useTranslations("testReport");
  const format = useFormatter();
  const text = useHopText()(hop);
  const afterMs = Math.max(0, Date.parse(hop.at) - startedAt.getTime());
  return (
    <li className={classes.hop} data-tone={tones[hop.state]}>
      <span className={classes.mark}>
        <ToneIcon tone={tones[hop.state]} />
      </span>
      <span className={classes.name}>
        {t(`hop.${hop.step}.name`)}
        <HiddenText>, {t(`stateWord.${hop.state}`)}</HiddenText>
      </span>
      <div className={classes.words}>
        <p className={classes.plain}>{text.what}</p>
        {text.remedy === null ? null : (
          <p className={classes.plain}>
            <strong>{t("remedy")}</strong> {text.remedy}
          </p>
        )}
        {hop.words === null ? null : (
          <details className={classes.verbatim}>
            <summary>{t("words")}</summary>
            <pre>{hop.words}</pre>
          </details>
        )}
      </div>
      <span className={classes.after}>{format.number(afterMs, { style: "unit", unit: "millisecond" })}</span>
    </li>
  );
}
