import { useTranslations } from "next-intl";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { frameOf, mailOf } from "./make-mail.ts";
import type { MadeReport } from "./make-report.ts";
import classes from "./maker.module.css";

/** The two roads that a report takes, and what is missing for a receiver to believe this one. */
export function MadeMail({ report }: { report: NonNullable<MadeReport["report"]> }) {
  const t = useTranslations("tools.testReport.roads");
  const { fileName, attachmentType } = frameOf(report, true);
  return (
    <Panel title={t("title")}>
      <div className={classes.road}>
        <h3 className={classes.heading}>{t("mail")}</h3>
        <p>
          {t("mailText")} <ClauseLink clause="RFC 8460 §3" />
        </p>
        <CopyField label={t("mailHead")} value={headOf(report)} multiline />
      </div>
      <div className={classes.road}>
        <h3 className={classes.heading}>{t("https")}</h3>
        <p>
          {t("httpsText")} <ClauseLink clause="RFC 8460 §5.4" />
        </p>
        <CopyField
          label={t("command")}
          hint={t("commandHint")}
          value={postCommand(attachmentType, fileName)}
        />
      </div>
    </Panel>
  );
}

/** In single quotes, as shells give `!` a meaning between double ones. */
function postCommand(type: string, fileName: string): string {
  return `curl --fail --header 'Content-Type: ${type}' --data-binary '@${fileName}' 'https://…'`;
}

/** The message up to its first part; dated at the end of the report's day, so that it stands still while one looks. */
function headOf(report: NonNullable<MadeReport["report"]>): string {
  const [head = ""] = mailOf(report, new Uint8Array(), report.value.end).split("\r\n\r\n");
  return head.replaceAll("\r\n", "\n");
}
