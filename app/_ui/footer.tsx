import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./footer.module.css";

/** Says what the product rests on; `narrow` is shown only where the header has no room for it. */
export function Footer({ narrow }: { narrow?: ReactNode }) {
  const t = useTranslations("ui.footer");
  const api = useTranslations("api");
  const locale = useLocale();
  return (
    <footer className={classes.footer}>
      {narrow === undefined ? null : <div className={classes.narrow}>{narrow}</div>}
      <p>{t("about")}</p>
      <p>
        {t("sources")}{" "}
        <a href="https://www.rfc-editor.org/rfc/rfc8461" target="_blank" rel="noreferrer">
          RFC 8461
        </a>{" "}
        <a href="https://www.rfc-editor.org/rfc/rfc8460" target="_blank" rel="noreferrer">
          RFC 8460
        </a>
      </p>
      <p>
        <Link href={`/${locale}/api`}>{api("footer")}</Link>
      </p>
    </footer>
  );
}
