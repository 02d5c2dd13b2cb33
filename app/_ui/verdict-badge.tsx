import { useTranslations } from "next-intl";
import type { Advice } from "#lib/core/rollout/rollout.ts";
import type { Tone } from "./tone.ts";
import { ToneBadge } from "./tone-badge.tsx";

const tones: Record<Advice, Tone> = {
  publish: "info",
  stay: "warning",
  ready: "ok",
  "go-back": "error",
  keep: "ok",
};

/** The advice for the next step; `null` while there is none, e.g. before ownership is proven. */
export function VerdictBadge({ advice }: { advice: Advice | null }) {
  const t = useTranslations("common");
  if (advice === null) return <ToneBadge tone="unknown">{t("noAdvice")}</ToneBadge>;
  return <ToneBadge tone={tones[advice]}>{t(`advice.${advice}`)}</ToneBadge>;
}
