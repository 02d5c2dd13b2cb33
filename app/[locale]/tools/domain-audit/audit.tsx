import { useTranslations } from "next-intl";
import { auditSections } from "#lib/core/audit/section.ts";
import { maxGivenSelectors } from "#lib/core/audit/selectors.ts";
import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { WholeNotice } from "../_parts/whole-notice.tsx";
import classes from "./audit.module.css";
import { AuditPart } from "./audit-part.tsx";
import { auditQuery } from "./audit-query.ts";
import { AuditSummary } from "./audit-summary.tsx";

/** One audit: how every part stands, then the parts, each shown as soon as it is there. */
export function Audit({ audit, whole }: { audit: StartedAudit; whole: boolean }) {
  const t = useTranslations("tools.domainAudit");
  const { refusedSelectors } = audit;
  return (
    <div className={classes.audit}>
      {refusedSelectors.length === 0 ? null : (
        <Notice tone="warning" title={t("refusedSelectors", { selectors: refusedSelectors.join(", ") })}>
          {t("refusedSelectorsText", { count: maxGivenSelectors })}
        </Notice>
      )}
      {whole ? null : <WholeNotice query={auditQuery(audit)} />}
      <AuditSummary audit={audit} whole={whole} />
      {auditSections.map((name) => (
        <AuditPart key={name} name={name} audit={audit} whole={whole} />
      ))}
    </div>
  );
}
