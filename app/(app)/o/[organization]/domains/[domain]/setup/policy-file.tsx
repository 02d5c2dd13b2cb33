import { useTranslations } from "next-intl";
import { CopyField } from "../../../../../../_ui/copy-field.tsx";
import classes from "./policy-host.module.css";

/** The policy file to put up, exactly as it should be served. */
export function PolicyFile({ url, text }: { url: string; text: string }) {
  const t = useTranslations("domains.setup.policy");
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>{t("file")}</h3>
      <p className={classes.text}>{t("fileText")}</p>
      <CopyField label={t("fileUrl")} value={url} />
      <CopyField label={t("fileContent")} value={text} multiline />
    </section>
  );
}
