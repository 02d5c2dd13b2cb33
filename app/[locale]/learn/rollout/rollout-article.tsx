import { useTranslations } from "next-intl";
import { defaultRolloutSettings } from "#lib/core/rollout/rollout.ts";
import { LearnPage } from "../_parts/learn-page.tsx";
import { Prose, ProseText, type TextKey } from "../_parts/prose.tsx";
import classes from "./rollout-article.module.css";

const steps = ["look", "listen", "test", "mend", "enforce"] as const;

/** What Sealpost itself asks for, so that page and verdict never differ. */
const { minDays, minReportDays, minReporters, minSessions, settleDays } = defaultRolloutSettings;
const thresholds = { minDays, minReportDays, minReporters, minSessions, settleDays };

/** The rollout in five steps. */
export function RolloutArticle() {
  const t = useTranslations("learn.rollout");
  return (
    <LearnPage
      slug="rollout"
      sections={[
        { id: "overview", title: t("overview.title"), body: <Prose texts={["learn.rollout.overview.p1"]} /> },
        ...steps.map((step) => ({ id: step, title: t(`${step}.title`), body: <Step step={step} /> })),
        {
          id: "back",
          title: t("back.title"),
          body: <Prose texts={["learn.rollout.back.p1", "learn.rollout.back.p2"]} />,
        },
      ]}
    />
  );
}

function Step({ step }: { step: (typeof steps)[number] }) {
  const t = useTranslations("learn.rollout");
  const texts: TextKey[] = [`learn.rollout.${step}.p1`, `learn.rollout.${step}.p2`];
  return (
    <>
      <Prose texts={texts} values={thresholds} />
      <p className={classes.done}>
        <strong>{t(step === "enforce" ? "lastLabel" : "doneLabel")}</strong>{" "}
        <ProseText text={`learn.rollout.${step}.done`} />
      </p>
    </>
  );
}
