import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FindingList } from "../../../../_ui/finding-list.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import type { ReadReport } from "../_analysis/judged-file.ts";
import { FilePath } from "./file-path.tsx";
import { isolated } from "./isolated.ts";
import { PolicyResultView } from "./policy-result-view.tsx";
import classes from "./report-body.module.css";

/** One report: what it says of itself, each policy result, and how it deviates from the RFC. */
export function ReportBody({ read }: { read: ReadReport }) {
  const t = useTranslations("tools.reportAnalyser.reports");
  const one = useTranslations("reports.one");
  const { report, sessions, findings, standing } = read;
  return (
    <div className={classes.body}>
      {standing === "counted" ? null : <Notice tone="info">{t(`standingText.${standing}`)}</Notice>}
      <Facts read={read} />
      {report.policies.map((result, index) => (
        <PolicyResultView
          // biome-ignore lint/suspicious/noArrayIndexKey: a report's results never move.
          key={index}
          result={result}
          position={index}
          caption={t("details", {
            number: index + 1,
            reporter: isolated(report.organizationName),
            id: read.id + 1,
          })}
          duplicateOf={sessions.results[index]?.duplicateOf ?? null}
        />
      ))}
      <section className={classes.quirks}>
        <h3 className={classes.title}>{one("findings")}</h3>
        <p className={classes.quiet}>{findings.length === 0 ? one("noFindings") : one("findingsText")}</p>
        {findings.length === 0 ? null : <FindingList findings={findings} headingLevel={4} />}
      </section>
    </div>
  );
}

function Facts({ read: { report, path, octets } }: { read: ReadReport }) {
  const t = useTranslations("reports.one");
  const format = useFormatter();
  const period = {
    from: format.dateTime(report.start, "minute"),
    to: format.dateTime(report.end, "minute"),
  };
  return (
    <dl className={classes.facts}>
      <Fact label={t("period")}>{t("periodText", period)}</Fact>
      <Fact label={t("contact")}>
        <bdi>{report.contactInfo ?? t("noContact")}</bdi>
      </Fact>
      <Fact label={t("size")}>{t("bytes", { bytes: octets })}</Fact>
      <Fact label={t("reportId")} wide>
        <bdi className={classes.mono}>{report.reportId ?? t("noReportId")}</bdi>
      </Fact>
      <Fact label={useTranslations("tools.reportAnalyser.reports")("file")} wide>
        <FilePath path={path} />
      </Fact>
    </dl>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? classes.wide : undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
