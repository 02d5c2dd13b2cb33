"use client";

import { useTranslations } from "next-intl";
import { type MtaStsPolicy, parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { PolicyChanges } from "../_mta-sts/policy-changes.tsx";
import { PlacedFindings } from "../_parts/placed-findings.tsx";
import { TextBox } from "./text-box.tsx";
import { useSelection } from "./use-selection.ts";
import classes from "./validator.module.css";

type Props = {
  typed: string;
  text: string;
  /** The valid one of the box above, which is to take this one's place. */
  policy: MtaStsPolicy | null;
  onText: (text: string) => void;
};

/** The policy that is published so far, and what the new one changes. */
export function ChangesPart({ typed, text, policy, onText }: Props) {
  const t = useTranslations("tools.mtaStsValidator.changes");
  const { box, select } = useSelection();
  return (
    <Panel title={t("title")} description={t("text")}>
      <TextBox
        ref={box}
        name="before"
        label={t("label")}
        placeholder={"version: STSv1\nmode: testing\nmx: mx1.example.com\nmax_age: 604800"}
        minRows={2}
        value={typed}
        onText={onText}
      />
      {text.trim() === "" ? null : <Changes text={text} policy={policy} select={select} />}
    </Panel>
  );
}

type ChangesProps = Pick<Props, "text" | "policy"> & { select: ReturnType<typeof useSelection>["select"] };

function Changes({ text, policy, select }: ChangesProps) {
  const t = useTranslations("tools.mtaStsValidator.changes");
  const parsed = parseMtaStsPolicy(text);
  if (!parsed.ok) {
    return (
      <>
        <Notice tone="warning" title={t("invalid.title")}>
          {t("invalid.text")}
        </Notice>
        <PlacedFindings text={text} findings={parsed.findings} onShow={select} />
      </>
    );
  }
  if (policy === null) return <p className={classes.quiet}>{t("noPolicy")}</p>;
  return <PolicyChanges from={parsed.value} to={policy} />;
}
