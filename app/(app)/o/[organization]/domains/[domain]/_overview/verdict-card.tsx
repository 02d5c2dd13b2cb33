import { useTranslations } from "next-intl";
import type { Advice, Reason } from "#lib/core/rollout/rollout.ts";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { ButtonLink } from "../../../../../../_ui/button-link.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import type { Tone } from "../../../../../../_ui/tone.ts";
import { ToneIcon } from "../../../../../../_ui/tone-icon.tsx";
import { type DomainParams, modePath, setupPath } from "../../../_parts/paths.ts";
import { ImpactText } from "./impact-text.tsx";
import { ReasonList } from "./reason-list.tsx";
import classes from "./verdict-card.module.css";

const tones: Record<Advice, Tone> = {
  publish: "info",
  stay: "warning",
  ready: "ok",
  keep: "ok",
  "go-back": "error",
};

/** The advice for the next step, why, what it would cost, and from when on it may be taken. */
export function VerdictCard({ overview, path }: { overview: Overview; path: DomainParams }) {
  const t = useTranslations();
  const { advice, reasons } = overview.verdict;
  return (
    <section className={classes.card} data-tone={tones[advice]} aria-labelledby="verdict-title">
      <div className={classes.advice}>
        <span className={classes.icon}>
          <ToneIcon tone={tones[advice]} size={28} />
        </span>
        <div>
          <h2 id="verdict-title" className={classes.title}>
            {t(`verdict.advice.${advice}.title`)}
          </h2>
          <p className={classes.text}>{t(`verdict.advice.${advice}.text`)}</p>
          <NextStep advice={advice} path={path} />
        </div>
      </div>
      <Reasons reasons={reasons} />
      <Facts overview={overview} />
    </section>
  );
}

/** Leads to what the advice calls for, ready to copy; nothing where it calls for waiting. */
function NextStep({ advice, path }: { advice: Advice; path: DomainParams }) {
  const t = useTranslations("domains.overview.verdict");
  switch (advice) {
    case "publish":
      return (
        <ButtonLink href={setupPath(path)} mt="sm">
          {t("toSetup")}
        </ButtonLink>
      );
    case "ready":
      return (
        <ButtonLink href={modePath(path, "enforce")} mt="sm">
          {t("toEnforce")}
        </ButtonLink>
      );
    case "go-back":
      return (
        <ButtonLink href={modePath(path, "testing")} mt="sm">
          {t("toTesting")}
        </ButtonLink>
      );
    case "stay":
    case "keep":
      return null;
    default:
      return advice satisfies never;
  }
}

function Reasons({ reasons }: { reasons: Reason[] }) {
  const t = useTranslations("domains.overview.verdict");
  const deciding = reasons.filter(({ decides }) => decides);
  const others = reasons.filter(({ decides }) => !decides);
  return (
    <>
      <ReasonList title={t("deciding")} reasons={deciding} />
      <ReasonList title={deciding.length === 0 ? t("deciding") : t("also")} reasons={others} />
    </>
  );
}

function Facts({ overview: { domain, verdict } }: { overview: Overview }) {
  const t = useTranslations();
  const { advice, until, impact } = verdict;
  const { stage, stageSince } = domain;
  return (
    <dl className={classes.facts}>
      {stageSince === null ? null : (
        <div>
          <dt>{t("domains.overview.verdict.stageSince", { stage: t(`common.stage.${stage}`) })}</dt>
          <dd>
            <TimeText value={stageSince} show="day" />
          </dd>
        </div>
      )}
      {until === null ? null : (
        <div>
          <dt>{t("domains.overview.verdict.until")}</dt>
          <dd>
            <TimeText value={until} show="day" />
          </dd>
        </div>
      )}
      {advice === "publish" ? null : (
        <div>
          <dt>{t(`domains.overview.verdict.${stage === "enforce" ? "refused" : "impact"}`)}</dt>
          <dd>
            <ImpactText impact={impact} />
          </dd>
        </div>
      )}
    </dl>
  );
}
