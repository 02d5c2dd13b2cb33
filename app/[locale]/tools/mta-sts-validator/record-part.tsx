"use client";

import { useTranslations } from "next-intl";
import { judgeMtaStsSnippet, type MtaStsSnippet } from "#lib/core/inspect/judge-mtasts-snippet.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { PlacedFindings } from "../_parts/placed-findings.tsx";
import { TextBox } from "./text-box.tsx";
import { useSelection } from "./use-selection.ts";

type Props = {
  /** What stands in the box, and what is judged: the same, but for an instant while one types. */
  typed: string;
  text: string;
  onText: (text: string) => void;
};

export function RecordPart({ typed, text, onText }: Props) {
  const t = useTranslations("tools.mtaStsValidator.record");
  const { box, select } = useSelection();
  const judged = judgeMtaStsSnippet(text);
  return (
    <Panel title={t("title")} description={t("text")}>
      <TextBox
        ref={box}
        name="record"
        label={t("label")}
        description={t("hint")}
        placeholder="v=STSv1; id=20260131235959Z;"
        minRows={2}
        value={typed}
        onText={onText}
      />
      {text.trim() === "" ? null : <RecordOutcome judged={judged} />}
      {judged.findings.length === 0 ? null : (
        <PlacedFindings text={text} findings={judged.findings} onShow={select} />
      )}
    </Panel>
  );
}

const tones: Record<MtaStsSnippet["outcome"], Tone> = {
  empty: "neutral",
  used: "ok",
  doubtful: "warning",
  ignored: "error",
};

function RecordOutcome({ judged: { outcome, passedOver } }: { judged: MtaStsSnippet }) {
  const t = useTranslations("tools.mtaStsValidator.record");
  return (
    <Notice tone={tones[outcome]} role="status" title={t(`outcome.${outcome}.title`)}>
      {t(`outcome.${outcome}.text`)} {passedOver === 0 ? null : t("passedOver", { count: passedOver })}
    </Notice>
  );
}
