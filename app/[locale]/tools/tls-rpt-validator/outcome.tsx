import { useTranslations } from "next-intl";
import type { TlsRptSnippet } from "#lib/core/inspect/judge-tlsrpt-snippet.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";

const tones: Record<TlsRptSnippet["outcome"], Tone> = {
  empty: "neutral",
  used: "ok",
  doubtful: "warning",
  undeliverable: "error",
  ignored: "error",
};

/** What a sender does with it, before any detail. */
export function Outcome({ judged }: { judged: TlsRptSnippet }) {
  const t = useTranslations("tools.tlsRptValidator.outcome");
  return (
    <Notice tone={tones[judged.outcome]} role="status" title={t(`${judged.outcome}.title`)}>
      {t(`${judged.outcome}.text`)}
    </Notice>
  );
}
