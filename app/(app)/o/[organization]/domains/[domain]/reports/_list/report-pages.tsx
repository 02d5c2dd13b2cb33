import Link from "next/link";
import { useTranslations } from "next-intl";
import { type DomainParams, reportsPath } from "../../../../_parts/paths.ts";
import classes from "./reports.module.css";

type Props = {
  path: DomainParams;
  isFirst: boolean;
  /** Where the older reports begin; `null` on the last page. */
  next: string | null;
};

/** The way through the reports by key; nothing when everything fits on one page. */
export function ReportPages({ path, isFirst, next }: Props) {
  const t = useTranslations("reports.list");
  if (isFirst && next === null) return null;
  return (
    <nav aria-label={t("pages")} className={classes.pages}>
      {isFirst ? null : <Link href={reportsPath(path)}>{t("backToNewest")}</Link>}
      {next === null ? null : (
        <Link href={`${reportsPath(path)}?before=${encodeURIComponent(next)}`} rel="next">
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
