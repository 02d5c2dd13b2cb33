import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { RetentionForm } from "./retention-form.tsx";
import classes from "./settings.module.css";

/** For how long reports are kept, and what goes when. */
export function RetentionPanel({ organization, days }: { organization: string; days: number }) {
  const t = useTranslations("settings.retention");
  return (
    <Panel title={t("title")}>
      <p className={classes.text}>
        {t("text")} {t("older")}
      </p>
      <ClientMessages namespaces={["settings.retention"]}>
        <RetentionForm organization={organization} days={days} />
      </ClientMessages>
    </Panel>
  );
}
