import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Panel } from "../../../../_ui/panel.tsx";
import { ToneBadge } from "../../../../_ui/tone-badge.tsx";
import { localePath } from "../../../_parts/locale-path.ts";
import type { ReadReport } from "../_analysis/judged-file.ts";
import { isolated } from "./isolated.ts";
import { MoreButton } from "./more-button.tsx";
import { ReportBody } from "./report-body.tsx";
import classes from "./reports-panel.module.css";

const step = 25;

/** Every report, the newest first, folded unless it is the only one. */
export function ReportsPanel({ reports }: { reports: readonly ReadReport[] }) {
  const t = useTranslations("tools.reportAnalyser.reports");
  const [shown, setShown] = useState(step);
  if (reports.length === 0) return null;
  const newest = reports.toSorted(
    (a, b) => b.report.start.getTime() - a.report.start.getTime() || a.id - b.id,
  );
  return (
    <Panel title={t("title", { count: reports.length })} description={t("text")} actions={<Guide />}>
      <div className={classes.list}>
        {newest.slice(0, shown).map((read) => (
          <FoldedReport key={read.id} read={read} startsOpen={reports.length === 1} />
        ))}
      </div>
      <MoreButton hidden={reports.length - shown} onMore={() => setShown(shown + step * 4)} />
    </Panel>
  );
}

function Guide() {
  const t = useTranslations("tools.reportAnalyser.reports");
  return <a href={localePath(useLocale(), "/learn/reading-a-report")}>{t("guide")}</a>;
}

/** The body of a folded report is not made before it is wanted: there may be thousands. */
function FoldedReport({ read, startsOpen }: { read: ReadReport; startsOpen: boolean }) {
  const t = useTranslations("tools.reportAnalyser.reports");
  const format = useFormatter();
  const [isOpen, setIsOpen] = useState(startsOpen);
  const { report, sessions, standing } = read;
  return (
    <details
      open={isOpen}
      className={classes.report}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.name}>{isolated(report.organizationName)}</span>
        <span className={classes.day}>{format.dateTime(report.start, "day")}</span>
        <span className={classes.counts}>
          {t("counts", { successful: sessions.successful, failed: sessions.failed })}
        </span>
        {standing === "counted" ? null : <ToneBadge tone="info">{t(`standing.${standing}`)}</ToneBadge>}
      </summary>
      {isOpen ? <ReportBody read={read} /> : null}
    </details>
  );
}
