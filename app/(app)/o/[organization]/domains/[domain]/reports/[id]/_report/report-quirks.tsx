import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { FindingList } from "../../../../../../../../_ui/finding-list.tsx";
import { Panel } from "../../../../../../../../_ui/panel.tsx";
import classes from "./report.module.css";

/** What had to be tolerated to read the report. */
export function ReportQuirks({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations("reports.one");
  if (findings.length === 0) {
    return (
      <Panel title={t("findings")}>
        <p className={classes.why}>{t("noFindings")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("findings")} description={t("findingsText")}>
      <FindingList findings={findings} />
    </Panel>
  );
}
