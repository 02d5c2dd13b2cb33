import Link from "next/link";
import { useTranslations } from "next-intl";
import { type DomainParams, historyPath } from "../../../../_parts/paths.ts";
import classes from "./history.module.css";
import type { HistoryView } from "./read-view.ts";

type Props = {
  path: DomainParams;
  view: HistoryView;
  /** Where the older ones begin; `null` on the last page. */
  next: string | null;
};

/** The way through the history by key; nothing when everything fits on one page. */
export function HistoryPages({ path, view: { show, before }, next }: Props) {
  const t = useTranslations("history.pages");
  if (before === null && next === null) return null;
  const href = (from: string | null) => {
    const query = new URLSearchParams({
      ...(show === "all" ? {} : { show }),
      ...(from ? { before: from } : {}),
    });
    return query.size === 0 ? historyPath(path) : `${historyPath(path)}?${query}`;
  };
  return (
    <nav aria-label={t("label")} className={classes.pages}>
      {before === null ? null : <Link href={href(null)}>{t("newest")}</Link>}
      {next === null ? null : (
        <Link href={href(next)} rel="next" className={classes.older}>
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
