import { useTranslations } from "next-intl";
import type { Stage } from "#lib/core/posture/stage.ts";
import type { Tone } from "./tone.ts";
import { ToneBadge } from "./tone-badge.tsx";

const tones: Record<Stage, Tone> = {
  unprotected: "neutral",
  testing: "info",
  enforce: "ok",
  retiring: "neutral",
};

/** Where a domain is in its rollout. */
export function StageBadge({ stage }: { stage: Stage }) {
  const t = useTranslations("common");
  return (
    <ToneBadge tone={tones[stage]} title={t(`stageMeaning.${stage}`)}>
      {t(`stage.${stage}`)}
    </ToneBadge>
  );
}
