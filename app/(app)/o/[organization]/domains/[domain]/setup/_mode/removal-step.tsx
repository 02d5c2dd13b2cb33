import { useTranslations } from "next-intl";
import type { MtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { ClauseLink } from "../../../../../../../_ui/clause-link.tsx";
import { useDuration } from "../../../../../../../[locale]/tools/_mta-sts/duration-text.tsx";
import { Step } from "../step.tsx";

/** At last both may go, once no sender can hold a policy from before. */
export function RemovalStep({ served }: { served: MtaStsPolicy | null }) {
  const t = useTranslations("domains.setup.mode.removal");
  const duration = useDuration();
  const before = served !== null && served.mode !== "none" ? served.maxAgeSeconds : null;
  return (
    <Step
      id="removal"
      number={3}
      title={t("title")}
      state={null}
      intro={
        <>
          {before === null ? t("text") : t("textFor", { duration: duration(before) })} (
          <ClauseLink clause="RFC 8461 §8.3" />)
        </>
      }
      findings={[]}
    >
      <p>{t("reports")}</p>
    </Step>
  );
}
