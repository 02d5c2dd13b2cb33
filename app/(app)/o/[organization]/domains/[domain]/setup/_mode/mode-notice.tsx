import { useTranslations } from "next-intl";
import type { Caution, ModeChange } from "#lib/services/domains/mode-change.ts";
import { ButtonLink } from "../../../../../../../_ui/button-link.tsx";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { type DomainParams, domainPath } from "../../../../_parts/paths.ts";
import { ReasonList } from "../../_overview/reason-list.tsx";
import classes from "./mode.module.css";

/** Whether the step is done already, or why it should not be taken now. */
export function ModeNotice({ change, path }: { change: ModeChange; path: DomainParams }) {
  const t = useTranslations("domains.setup.mode");
  const { mode, done, caution } = change;
  if (caution !== null) return <CautionNotice caution={caution} />;
  if (!done.record) return null;
  return (
    <Notice tone="ok" title={t(`doneTitle.${mode}`)}>
      <p className={classes.text}>{t("doneText")}</p>
      <ButtonLink href={domainPath(path)} variant="default" size="sm">
        {t("toOverview")}
      </ButtonLink>
    </Notice>
  );
}

/** Enforce is not forbidden to anybody; but nobody shall say that nothing warned of it. */
function CautionNotice({ caution }: { caution: Caution }) {
  const t = useTranslations();
  switch (caution.kind) {
    case "not-proven":
      return (
        <Notice tone="warning" title={t("domains.setup.mode.notProven.title")}>
          {t("domains.setup.mode.notProven.text")}
        </Notice>
      );
    case "verdict": {
      const advice = t(`verdict.advice.${caution.advice}.title`);
      return (
        <Notice
          tone={caution.advice === "go-back" ? "error" : "warning"}
          title={t("domains.setup.mode.caution.title", { advice })}
        >
          <p className={classes.text}>{t("domains.setup.mode.caution.text")}</p>
          <ReasonList title={t("domains.setup.mode.caution.reasons")} reasons={caution.reasons} />
        </Notice>
      );
    }
    default:
      return caution satisfies never;
  }
}
