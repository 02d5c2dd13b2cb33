import { useTranslations } from "next-intl";
import type { QuarantinedView } from "#lib/services/quarantine/show-quarantined.ts";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { ScrollRegion } from "../../../../../../_ui/scroll-region.tsx";
import classes from "./entry.module.css";

/** What it holds, as text and never as a page: anybody may have sent it. */
export function EntryContent({ text }: Pick<QuarantinedView, "text">) {
  const t = useTranslations("quarantine.one");
  if (text.text === "") {
    return (
      <Panel title={t("content")}>
        <p className={classes.cut}>{t("empty")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("content")} description={t(`contentForm.${text.form}`)}>
      <ScrollRegion label={t("content")}>
        <pre className={classes.content} data-form={text.form}>
          {text.text}
        </pre>
      </ScrollRegion>
      {text.isCut ? <p className={classes.cut}>{t("cut")}</p> : null}
    </Panel>
  );
}
