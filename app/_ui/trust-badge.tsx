import { useTranslations } from "next-intl";
import type { EvidenceTrust } from "#lib/core/rollout/rollout.ts";
import type { Tone } from "./tone.ts";
import { ToneBadge } from "./tone-badge.tsx";

const tones: Record<EvidenceTrust, Tone> = {
  dkim: "ok",
  fcrdns: "ok",
  upload: "info",
  unverified: "warning",
};

/** What vouches for a report. */
export function TrustBadge({ trust }: { trust: EvidenceTrust }) {
  const t = useTranslations("common");
  return (
    <ToneBadge tone={tones[trust]} title={t(`trustMeaning.${trust}`)}>
      {t(`trust.${trust}`)}
    </ToneBadge>
  );
}
