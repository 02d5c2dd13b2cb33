import { useTranslations } from "next-intl";
import type { PartState } from "#lib/core/posture/posture.ts";
import type { Tone } from "../../../../../../_ui/tone.ts";

/** How something stands, for the eye and in words. */
export type Standing = { tone: Tone; words: string };

const tones: Record<PartState, Tone> = {
  ok: "ok",
  warning: "warning",
  error: "error",
  unknown: "unknown",
  absent: "neutral",
};

/** Words how a published part stood at the newest check; `undefined` before the first. */
export function usePartStanding(): (state: PartState | undefined) => Standing {
  const t = useTranslations("domains.partState");
  return (state) =>
    state === undefined
      ? { tone: "neutral", words: t("unchecked") }
      : { tone: tones[state], words: t(state) };
}
