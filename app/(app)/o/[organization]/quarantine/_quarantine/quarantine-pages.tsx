import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./quarantine.module.css";

type Props = {
  path: string;
  isFirst: boolean;
  /** Where the older ones begin; `null` on the last page. */
  next: string | null;
};

/** The way through the list by key; nothing when everything fits on one page. */
export function QuarantinePages({ path, isFirst, next }: Props) {
  const t = useTranslations();
  if (isFirst && next === null) return null;
  return (
    <nav aria-label={t("ui.pages.label")} className={classes.pages}>
      {isFirst ? null : <Link href={path}>{t("quarantine.backToNewest")}</Link>}
      {next === null ? null : (
        <Link href={`${path}?before=${next}`} rel="next">
          {t("ui.pages.older")}
        </Link>
      )}
    </nav>
  );
}
