import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyField } from "./copy-field.tsx";
import classes from "./record-card.module.css";

type Props = {
  /** What the record is for, e.g. "TLS reporting". */
  title: string;
  /** Why it is needed; one or two sentences. */
  description?: ReactNode;
  /** The domain it belongs to, as shown to the user. */
  domain: string;
  /** Absolute host name without final dot. */
  name: string;
  /** The same name relative to the domain; empty for the domain itself. */
  relativeName: string;
  type: string;
  value: string;
  /** The whole line for a zone file. */
  zoneLine: string;
  /** How it stands in DNS now, e.g. a `ToneBadge`. */
  status?: ReactNode;
  headingLevel?: 2 | 3;
};

/** One DNS record to publish, every part of it ready to copy. */
export function RecordCard(props: Props) {
  const t = useTranslations("ui.record");
  const Heading = props.headingLevel === 2 ? "h2" : "h3";
  return (
    <section className={classes.card}>
      <header className={classes.header}>
        <Heading className={classes.title}>{props.title}</Heading>
        {props.status}
      </header>
      {props.description === undefined ? null : <div className={classes.text}>{props.description}</div>}
      <div className={classes.fields}>
        <div className={classes.type}>
          <div className={classes.label}>{t("type")}</div>
          <code className={classes.typeValue}>{props.type}</code>
        </div>
        <CopyField label={t("name")} value={props.name} />
        <CopyField
          label={t("relativeName")}
          hint={t("relativeNameHint", { domain: props.domain })}
          value={props.relativeName === "" ? "@" : props.relativeName}
        />
        <CopyField label={t("value")} value={props.value} />
      </div>
      <details className={classes.details}>
        <summary>{t("zoneLine")}</summary>
        <CopyField label={t("zoneLine")} value={props.zoneLine} multiline />
      </details>
    </section>
  );
}
