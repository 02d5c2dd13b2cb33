import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./pagination.module.css";

type Props = {
  /** Address of the page with newer entries; `null` on the newest. */
  newer: string | null;
  /** Address of the page with older entries; `null` on the oldest. */
  older: string | null;
};

/** Newer and older, for lists read by key; nothing at all when everything fits on one page. */
export function Pagination({ newer, older }: Props) {
  const t = useTranslations("ui.pages");
  if (newer === null && older === null) return null;
  return (
    <nav aria-label={t("label")} className={classes.pages}>
      {newer === null ? (
        <span />
      ) : (
        <Link href={newer} rel="prev" className={classes.link}>
          <span aria-hidden="true">←</span> {t("newer")}
        </Link>
      )}
      {older === null ? null : (
        <Link href={older} rel="next" className={classes.link}>
          {t("older")} <span aria-hidden="true">→</span>
        </Link>
      )}
    </nav>
  );
}
