import Link from "next/link";
import { useTranslations } from "next-intl";
import { domainsPath } from "../../_parts/paths.ts";
import classes from "./list-pages.module.css";

type Props = {
  organization: string;
  /** Whether there is something before this page. */
  first: boolean;
  /** Name to continue after; `null` on the last page. */
  next: string | null;
};

/** The way through a long list by name; nothing when everything fits on one page. */
export function ListPages({ organization, first, next }: Props) {
  const t = useTranslations("domains.list");
  if (!first && next === null) return null;
  return (
    <nav aria-label={t("pages")} className={classes.pages}>
      {first ? <Link href={domainsPath(organization)}>{t("firstPage")}</Link> : null}
      {next === null ? null : (
        <Link href={`${domainsPath(organization)}?after=${encodeURIComponent(next)}`} rel="next">
          {t("nextPage")}
        </Link>
      )}
    </nav>
  );
}
