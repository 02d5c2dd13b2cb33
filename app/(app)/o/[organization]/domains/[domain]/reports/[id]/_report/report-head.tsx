import { Button } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReportView } from "#lib/services/reports/show-report.ts";
import { Notice } from "../../../../../../../../_ui/notice.tsx";
import { type DomainParams, reportPath, reportsPath } from "../../../../../_parts/paths.ts";
import classes from "./report.module.css";

/** Whose report it is, for when, and its files. */
export function ReportHead({ report, path }: { report: ReportView; path: DomainParams }) {
  const t = useTranslations("reports.one");
  const format = useFormatter();
  const file = `${reportPath(path, report.id)}/raw`;
  return (
    <>
      <header className={classes.head}>
        <div className={classes.words}>
          <Link href={reportsPath(path)} className={classes.back}>
            <span aria-hidden="true">←</span> {t("back")}
          </Link>
          <h2 className={classes.title}>{t("title", { reporter: report.reporter })}</h2>
          <div className={classes.period}>
            {t("periodText", {
              from: format.dateTime(report.startAt, "minute"),
              to: format.dateTime(report.endAt, "minute"),
            })}
          </div>
        </div>
        <div className={classes.downloads}>
          <Button component="a" href={`${file}?form=json`} variant="default" download>
            {t("downloadJson")}
          </Button>
          <Button component="a" href={`${file}?form=original`} variant="default" download>
            {t("downloadOriginal")}
          </Button>
        </div>
      </header>
      {report.counted ? null : (
        <Notice tone="warning" title={t("notCountedTitle")}>
          {t("notCountedText")}
        </Notice>
      )}
    </>
  );
}
