import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./brand.module.css";
import { LogoMark } from "./logo.tsx";

/** Mark and name, as a link home; compact shows the mark alone on narrow screens. */
export function Brand({ href = "/", compact = false }: { href?: string; compact?: boolean }) {
  const t = useTranslations();
  return (
    <Link href={href} className={classes.brand} data-compact={compact} aria-label={t("ui.home")}>
      <LogoMark />
      <span className={classes.name}>{t("common.product")}</span>
    </Link>
  );
}
