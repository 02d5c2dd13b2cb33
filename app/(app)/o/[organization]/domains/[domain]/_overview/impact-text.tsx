import { useFormatter, useTranslations } from "next-intl";
import type { Impact } from "#lib/core/rollout/rollout.ts";
import { useShareText } from "../../../../../../_ui/use-share-text.ts";

const namedReporters = 3;

/** What enforce would turn into undelivered mail. Where nobody vouches for any report, nothing is known. */
export function ImpactText({ impact: { sessionsAtRisk, shareAtRisk, reporters } }: { impact: Impact }) {
  const t = useTranslations("domains.overview.verdict");
  const format = useFormatter();
  const shareText = useShareText();
  if (sessionsAtRisk === null) return t("impactUnknown");
  const named = reporters.slice(0, namedReporters);
  const more = reporters.length - named.length;
  const names = more > 0 ? [...named, t("moreReporters", { count: more })] : named;
  const parts = [
    t("impactSessions", { sessions: sessionsAtRisk }),
    sessionsAtRisk > 0 && shareAtRisk !== null ? t("impactShare", { share: shareText(shareAtRisk) }) : null,
    names.length > 0 ? t("impactBy", { reporters: format.list(names, "and") }) : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
