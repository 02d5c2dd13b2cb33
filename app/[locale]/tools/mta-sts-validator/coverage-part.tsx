"use client";

import { useTranslations } from "next-intl";
import { coverListed, judgeCoverage } from "#lib/core/inspect/cover-listed.ts";
import { type MxList, maxListedHosts, readMxList } from "#lib/core/mtasts/mx-list.ts";
import type { MtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { CoverageTable } from "../_mta-sts/coverage-table.tsx";
import { RefusedMx } from "../_mta-sts/refused-mx.tsx";
import { TextBox } from "./text-box.tsx";
import classes from "./validator.module.css";

type Props = {
  typed: string;
  text: string;
  /** The valid one of the box above. */
  policy: MtaStsPolicy | null;
  onText: (text: string) => void;
};

/** Which of the domain's mail hosts the policy covers. */
export function CoveragePart({ typed, text, policy, onText }: Props) {
  const t = useTranslations("tools.mtaStsValidator.coverage");
  const list = readMxList(text);
  return (
    <Panel title={t("title")} description={t("text")}>
      <TextBox
        name="mx"
        label={t("label")}
        description={t("hint")}
        placeholder={"10 mx1.example.com\n20 mx2.example.com"}
        minRows={2}
        value={typed}
        onText={onText}
      />
      <RefusedMx list={list} />
      {list.leftOut === 0 ? null : <Notice tone="info">{t("leftOut", { count: maxListedHosts })}</Notice>}
      {list.hosts.length === 0 ? null : <Coverage list={list} policy={policy} />}
    </Panel>
  );
}

function Coverage({ list, policy }: { list: MxList; policy: MtaStsPolicy | null }) {
  const t = useTranslations("tools.mtaStsValidator.coverage");
  const coverage = coverListed(list.hosts, policy);
  if (policy === null) return <p className={classes.quiet}>{t("noPolicy")}</p>;
  if (policy.mode === "none") return <p className={classes.quiet}>{t("modeNone")}</p>;
  const findings = judgeCoverage(coverage, policy);
  return (
    <>
      <CoverageTable rows={coverage.rows} />
      {findings.length === 0 ? (
        <Notice tone="ok" title={t("all.title")}>
          {t("all.text")}
        </Notice>
      ) : (
        <FindingList findings={findings} />
      )}
      {coverage.unusedPatterns.length === 0 ? null : (
        <Notice tone="warning" title={t("unused.title", { count: coverage.unusedPatterns.length })}>
          <code className={classes.names}>{coverage.unusedPatterns.slice(0, maxListedHosts).join(", ")}</code>{" "}
          {t("unused.text")}
        </Notice>
      )}
    </>
  );
}
