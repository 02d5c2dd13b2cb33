import { useFormatter, useTranslations } from "next-intl";
import { auditSections } from "#lib/core/audit/section.ts";
import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { Streamed } from "../_parts/streamed.tsx";
import classes from "./audit.module.css";
import { auditQuery } from "./audit-query.ts";
import { PrintButton } from "./print-button.tsx";
import { sectionNames } from "./section-names.ts";
import { PendingState, WaitingState } from "./state-badge.tsx";
import { PendingTally } from "./tally-text.tsx";

/** Every part at a glance; each badge comes when its part does. */
export function AuditSummary({ audit, whole }: { audit: StartedAudit; whole: boolean }) {
  const t = useTranslations("tools");
  const format = useFormatter();
  return (
    <Panel
      title={t("domainAudit.summary", { domain: audit.unicode })}
      actions={<PrintButton label={t("domainAudit.print")} />}
    >
      <div role="status" className={classes.tally}>
        <Streamed whole={whole} fallback={<p>{t("domainAudit.waitingAll")}</p>}>
          <PendingTally sections={auditSections.map((name) => audit.sections[name])} />
        </Streamed>
      </div>
      <ul className={classes.overview}>
        {auditSections.map((name) => (
          <li key={name}>
            <a href={`#${sectionNames[name].id}`} className={classes.jump}>
              {sectionNames[name].short}
            </a>
            <Streamed whole={whole} fallback={<WaitingState />}>
              <PendingState section={audit.sections[name]} />
            </Streamed>
          </li>
        ))}
      </ul>
      <p className={classes.small}>
        {t("domainAudit.checkedAt", { time: format.dateTime(audit.checkedAt, "minute") })}{" "}
        {t("domainAudit.hourOld")}{" "}
        <a href={`/api/tools/domain-audit?${auditQuery(audit)}`} rel="nofollow" className={classes.json}>
          {t("lookUp.json")}
        </a>
      </p>
    </Panel>
  );
}
