import { useTranslations } from "next-intl";
import type { TlsaCheck } from "#lib/core/dane/check-pasted.ts";
import { shortForm } from "#lib/core/dane/judge-records.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";

type Kind = NonNullable<TlsaCheck["match"]>["kind"] | "none";

const tones: Record<Kind, Tone> = {
  authenticated: "ok",
  refused: "error",
  unauthenticated: "warning",
  undecided: "unknown",
  "name-needed": "unknown",
  none: "neutral",
};

/** What a sender with DANE does, before any detail; it all rests on DNSSEC, which nobody can paste. */
export function Outcome({ check: { match, host } }: { check: TlsaCheck }) {
  const t = useTranslations("tools.tlsaChecker.outcome");
  const kind: Kind = match?.kind ?? "none";
  const found =
    match?.kind === "authenticated"
      ? { record: shortForm(match.record), depth: match.depth }
      : { record: "", depth: 0 };
  return (
    <Notice tone={tones[kind]} role="status" title={t(`${kind}.title`)}>
      {t(`${kind}.text`, { ...found, host: host ?? "…" })} {match === null ? null : t("dnssec")}
    </Notice>
  );
}
