import { useTranslations } from "next-intl";
import { Notice } from "../../../_ui/notice.tsx";
import classes from "./generator.module.css";
import type { GeneratorStart } from "./start.ts";

/** Where the list of hosts came from, and what is special about it. */
export function FoundMail({ start: { mail, unicode: domain } }: { start: GeneratorStart }) {
  const t = useTranslations("tools.mtaStsGenerator.mail");
  if (mail === null) return <p className={classes.quiet}>{t("byHand")}</p>;
  switch (mail.kind) {
    case "found": {
      const count = mail.hosts.length;
      return (
        <p className={classes.quiet}>
          {t("found", { count: count + mail.leftOut, domain })}{" "}
          {mail.leftOut === 0 ? null : t("foundLeftOut", { count })}
        </p>
      );
    }
    case "implicit":
      return <Notice tone="warning">{t("implicit", { domain })}</Notice>;
    case "null":
      return <Notice tone="info">{t("null", { domain })}</Notice>;
    case "no-domain":
      return <Notice tone="error">{t("noDomain", { domain })}</Notice>;
    case "unknown":
      return <Notice tone="unknown">{t("unknown", { domain, detail: mail.detail })}</Notice>;
    default:
      return mail satisfies never;
  }
}
