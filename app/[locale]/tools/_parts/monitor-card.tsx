import { useTranslations } from "next-intl";
import { ButtonLink } from "../../../_ui/button-link.tsx";
import classes from "./monitor-card.module.css";

/** From a single look to lasting watch. */
export function MonitorCard() {
  const t = useTranslations("tools.page");
  return (
    <aside className={classes.card} aria-labelledby="monitor">
      <div className={classes.words}>
        <h3 id="monitor" className={classes.title}>
          {t("monitorTitle")}
        </h3>
        <p className={classes.text}>{t("monitorText")}</p>
      </div>
      <ButtonLink href="/sign-in?callbackUrl=/domains" variant="default">
        {t("monitor")}
      </ButtonLink>
    </aside>
  );
}
