import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { curl } from "./read-document.ts";
import classes from "./reference.module.css";

/** From a key to a first answer. */
export function Start({ base }: { base: string }) {
  const t = useTranslations("api.reference");
  return (
    <section className={classes.section} aria-labelledby="start">
      <h2 id="start">{t("start")}</h2>
      <p>{t("startText")}</p>
      <ClientMessages namespaces={[]}>
        <div className={classes.fields}>
          <CopyField label={t("base")} value={base} />
          <CopyField
            label={t("firstRequest")}
            value={`export SEALPOST_KEY=slp_…\n${curl(`${base}/domains`)}`}
            multiline
          />
        </div>
      </ClientMessages>
      <p>
        {t.rich("document", { link: (words) => <a href="/api/v1/openapi.json">{words}</a> })}{" "}
        {t("englishNote")}
      </p>
    </section>
  );
}
