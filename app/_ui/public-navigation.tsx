import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import classes from "./public-navigation.module.css";

/** Where to go without an account. Each part lives under the visitor's language. */
export function PublicNavigation() {
  const t = useTranslations("tools.navigation");
  const locale = useLocale();
  return (
    <nav aria-label={t("label")} className={classes.navigation}>
      <Link href={`/${locale}/tools`} className={classes.link}>
        {t("tools")}
      </Link>
      <Link href={`/${locale}/learn`} className={classes.link}>
        {t("learn")}
      </Link>
    </nav>
  );
}
