import { useTranslations } from "next-intl";
import { ConfirmButton } from "../../../../../../_ui/confirm-button.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import classes from "./remove-domain.module.css";
import { removeDomainAction } from "./remove-domain-action.ts";

/** Ends the monitoring of a domain; nothing in DNS changes by it. */
export function RemoveDomain({ path }: { path: DomainParams }) {
  const t = useTranslations("domains.remove");
  return (
    <section className={classes.section} aria-labelledby="remove-title">
      <h2 id="remove-title" className={classes.title}>
        {t("title")}
      </h2>
      <p className={classes.text}>{t("text")}</p>
      <ConfirmButton label={t("button")} action={removeDomainAction} fields={path} danger>
        {t("confirm", { domain: path.domain })}
      </ConfirmButton>
    </section>
  );
}
