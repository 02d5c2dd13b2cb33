import { useTranslations } from "next-intl";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { PlacedFindings, type Span } from "../_parts/placed-findings.tsx";
import { CertificatesPanel } from "./certificates-panel.tsx";
import type { CheckState } from "./check-state.ts";
import classes from "./checker.module.css";
import { Outcome } from "./outcome.tsx";
import { PairsPanel } from "./pairs-panel.tsx";
import { WantedPanel } from "./wanted-panel.tsx";

type Props = {
  /** The records as they were pasted. */
  text: string;
  outcome: Extract<CheckState["outcome"], { kind: "checked" }>;
  onShow: (span: Span) => void;
};

/** What a sender does, which record stands for which certificate, and what to publish. */
export function CheckResult({ text, outcome: { check, certificates, leftOut }, onShow }: Props) {
  const t = useTranslations("tools.tlsaChecker");
  return (
    <div className={classes.stack}>
      <Outcome check={check} />
      {check.textFindings.length === 0 ? null : (
        <section className={classes.part} aria-labelledby="in-the-text">
          <h2 id="in-the-text" className={classes.heading}>
            {t("inText")}
          </h2>
          <PlacedFindings text={text} findings={check.textFindings} onShow={onShow} />
        </section>
      )}
      {check.pairs.length === 0 ? null : <PairsPanel check={check} certificates={certificates} />}
      {check.findings.length === 0 ? null : (
        <Panel title={t("findings")}>
          <FindingList findings={check.findings} />
        </Panel>
      )}
      <WantedPanel check={check} />
      <CertificatesPanel certificates={certificates} leftOut={leftOut} />
    </div>
  );
}
