import { useTranslations } from "next-intl";
import type { PublishItem } from "#lib/core/publish/publish-plan.ts";
import { CopyField } from "../../../../../../_ui/copy-field.tsx";
import { RecordCard } from "../../../../../../_ui/record-card.tsx";
import classes from "./policy-host.module.css";

type Props = { domain: string; item: Extract<PublishItem, { purpose: "policy-host" }> };

/** What must answer at the policy host's name. */
export function PolicyHost({ domain, item }: Props) {
  const t = useTranslations("domains.setup.policy");
  if (item.type === "CNAME") return <RecordCard title={t("host")} domain={domain} {...item} />;
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>{t("host")}</h3>
      <p className={classes.text}>{t("hostText")}</p>
      <CopyField label={t("hostName", { type: item.type })} value={item.name} />
      <ul className={classes.rules}>
        <li>{t("ruleCertificate", { host: item.name })}</li>
        <li>{t("ruleStatus")}</li>
        <li>{t("ruleType")}</li>
      </ul>
    </section>
  );
}
