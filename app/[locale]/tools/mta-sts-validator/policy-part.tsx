"use client";

import { useTranslations } from "next-intl";
import type { Parsed } from "#lib/core/finding.ts";
import type { MtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { useDuration } from "../_mta-sts/duration-text.tsx";
import { NumberedText } from "../_mta-sts/numbered-text.tsx";
import { PlacedFindings } from "../_parts/placed-findings.tsx";
import { TextBox } from "./text-box.tsx";
import { useSelection } from "./use-selection.ts";
import classes from "./validator.module.css";

type Props = {
  /** What stands in the box, and what is judged: the same, but for an instant while one types. */
  typed: string;
  text: string;
  /** `null`: there is nothing to judge. */
  parsed: Parsed<MtaStsPolicy> | null;
  onText: (text: string) => void;
};

export function PolicyPart({ typed, text, parsed, onText }: Props) {
  const t = useTranslations("tools.mtaStsValidator.policy");
  const { box, select } = useSelection();
  return (
    <Panel title={t("title")} description={t("text")}>
      <div className={classes.pair}>
        <TextBox
          ref={box}
          name="policy"
          label={t("label")}
          placeholder={"version: STSv1\nmode: testing\nmx: mx1.example.com\nmax_age: 604800"}
          minRows={6}
          value={typed}
          onText={onText}
        />
        {parsed === null ? null : (
          <div className={classes.read}>
            <div className={classes.label}>{t("read")}</div>
            <NumberedText label={t("numbered")} text={text} findings={parsed.findings} />
          </div>
        )}
      </div>
      {parsed === null ? null : (
        <>
          <PolicyOutcome parsed={parsed} />
          {parsed.findings.length === 0 ? null : (
            <PlacedFindings text={text} findings={parsed.findings} onShow={select} />
          )}
        </>
      )}
    </Panel>
  );
}

function PolicyOutcome({ parsed }: { parsed: Parsed<MtaStsPolicy> }) {
  const t = useTranslations("tools.mtaStsValidator.policy.outcome");
  const duration = useDuration();
  const outcome = parsed.ok ? parsed.value.mode : "ignored";
  const words = { duration: parsed.ok ? duration(parsed.value.maxAgeSeconds) : "" };
  return (
    <Notice tone={toneOf(parsed)} role="status" title={t(`${outcome}.title`)}>
      {t(`${outcome}.text`, words)}
    </Notice>
  );
}

function toneOf({ ok, findings }: Parsed<MtaStsPolicy>): Tone {
  if (!ok) return "error";
  return findings.some(({ severity }) => severity === "warning") ? "warning" : "ok";
}
