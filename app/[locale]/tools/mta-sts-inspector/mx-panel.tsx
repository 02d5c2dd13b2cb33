import { useTranslations } from "next-intl";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { CoverageTable } from "../_mta-sts/coverage-table.tsx";
import classes from "./inspection.module.css";

/** The MX set, and how the policy covers each host. */
export function MxPanel({ result: { unicode: domain, inspection } }: { result: InspectedMtaSts }) {
  const t = useTranslations("tools.mtaStsInspector.mx");
  const { hosts, coverage, findings } = inspection.mx;
  const hasPolicy = inspection.policy.value !== null;
  return (
    <Panel title={t("title")} description={t("text", { domain })}>
      {coverage.length === 0 ? (
        <p className={classes.quiet}>{t("none")}</p>
      ) : (
        <CoverageTable rows={coverage} />
      )}
      {coverage.length > 0 && !hasPolicy ? <p className={classes.quiet}>{t("noPolicy")}</p> : null}
      {hosts.kind === "found" && hosts.leftOut > 0 ? (
        <p className={classes.quiet}>{t("leftOut", { count: hosts.hosts.length })}</p>
      ) : null}
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </Panel>
  );
}
