import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { gzip } from "./gzip.ts";
import { frameOf, mailOf } from "./make-mail.ts";
import { isReservedName, type MadeReport } from "./make-report.ts";
import classes from "./maker.module.css";
import { saveFile } from "./save-file.ts";

type Report = NonNullable<MadeReport["report"]>;

/** The report, to look at and to save in each of the three forms in which reports come. */
export function MadeReportPanel({ report }: { report: Report }) {
  const t = useTranslations("tools.testReport.result");
  const isReserved = isReservedName(report.reporter);
  return (
    <Panel title={t("title")} description={t("text")}>
      <Notice tone={isReserved ? "info" : "warning"} title={t(isReserved ? "madeUp" : "realName.title")}>
        {isReserved ? t("madeUpText") : t("realName.text", { reporter: report.reporter })}
      </Notice>
      <div className={classes.actions}>
        {downloads.map(({ kind, save }, index) => (
          <Button
            key={kind}
            variant={index === 0 ? "filled" : "default"}
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            onClick={() => save(report)}
          >
            {t(`save.${kind}`)}
          </Button>
        ))}
      </div>
      <CopyField label={t("json")} value={report.json} multiline />
    </Panel>
  );
}

const downloads = [
  { kind: "gzip", save: saveGzip },
  { kind: "json", save: saveJson },
  { kind: "mail", save: saveMail },
] as const;

async function saveGzip(report: Report): Promise<void> {
  const { fileName, attachmentType } = frameOf(report, true);
  saveFile(fileName, await gzip(report.json), attachmentType);
}

function saveJson(report: Report): void {
  const { fileName, attachmentType } = frameOf(report, false);
  saveFile(fileName, report.json, attachmentType);
}

async function saveMail(report: Report): Promise<void> {
  const mail = mailOf(report, await gzip(report.json), new Date());
  saveFile(frameOf(report, true).fileName.replace(/\.json\.gz$/, ".eml"), mail, "message/rfc822");
}
