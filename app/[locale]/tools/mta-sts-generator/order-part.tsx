import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { checkCommand } from "#lib/core/publish/hosting-recipes.ts";
import type { MtaStsDraft } from "#lib/core/publish/mta-sts-draft.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { useDuration } from "../_mta-sts/duration-text.tsx";
import { toolPath } from "../_registry/tools.ts";
import classes from "./order.module.css";
import type { GeneratorStart } from "./start.ts";

type Props = { start: GeneratorStart; draft: MtaStsDraft };

/** The order that no sender can be caught between. */
export function OrderPart({ start, draft }: Props) {
  if (draft.policy === null) return null;
  return draft.policy.value.mode === "none" ? (
    <Leaving start={start} draft={draft} />
  ) : (
    <Publishing start={start} draft={draft} />
  );
}

/** File, then record (RFC 8461 §8.1). */
function Publishing({ start: { domain }, draft: { policyHost, policyUrl } }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.order");
  const reports = localePath(useLocale(), toolPath("tls-rpt-generator"));
  return (
    <Panel title={t("title")} description={<ClauseLink clause="RFC 8461 §8.1" />}>
      <ol className={classes.steps}>
        <Step title={t("file", { url: policyUrl })}>{t("fileText")}</Step>
        <Step
          title={t("check")}
          more={<CopyField label={t("checkLabel")} value={checkCommand(policyHost)} />}
        >
          {t("checkText")}
        </Step>
        <Step title={t("record")}>{t("recordText")}</Step>
        <Step title={t("watch")}>
          {t("watchText")} <a href={`${reports}?${new URLSearchParams({ domain })}`}>{t("watchLink")}</a>
        </Step>
        <Step title={t("later")}>{t("laterText")}</Step>
      </ol>
    </Panel>
  );
}

/** Mode none, wait, and only then take it down (RFC 8461 §8.3). */
function Leaving({ start: { published }, draft: { policyUrl } }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.leaving");
  const duration = useDuration();
  const live = published?.kind === "published" ? published.policy : null;
  return (
    <Panel title={t("title")} description={<ClauseLink clause="RFC 8461 §8.3" />}>
      <ol className={classes.steps}>
        <Step title={t("file", { url: policyUrl })}>{t("fileText")}</Step>
        <Step title={t("record")}>{t("recordText")}</Step>
        <Step title={t("wait")}>
          {live === null ? t("waitUnknown") : t("waitKnown", { duration: duration(live.maxAgeSeconds) })}
        </Step>
        <Step title={t("remove")}>{t("removeText")}</Step>
      </ol>
    </Panel>
  );
}

function Step({ title, children, more }: { title: string; children: ReactNode; more?: ReactNode }) {
  return (
    <li className={classes.step}>
      <strong className={classes.title}>{title}</strong>
      <p className={classes.text}>{children}</p>
      {more}
    </li>
  );
}
