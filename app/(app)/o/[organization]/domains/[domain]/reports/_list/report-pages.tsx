import Link from "next/link";
import { useTranslations } from "next-intl";
import type { EvidenceTrust } from "#lib/core/rollout/rollout.ts";
import { type DomainParams, reportsPath, trustPath } from "../../../../_parts/paths.ts";
import classes from "./reports.module.css";

type Props = {
  path: DomainParams;
  isFirst: boolean;
  /** Where the older reports begin; `null` on the last page. */
  next: string | null;
  /** What the list is cut down to; `null`: nothing. */
  trust: EvidenceTrust | null;
};

/** The way through the reports by key; nothing when everything fits on one page. */
export function ReportPages({ path, isFirst, next, trust }: Props) {
  const t = useTranslations("reports.list");
  if (isFirst && next === null) return null;
  const newest = trust === null ? reportsPath(path) : trustPath(path, trust);
  const query = new URLSearchParams({ ...(trust === null ? {} : { trust }), before: next ?? "" });
  return (
    <nav aria-label={t("pages")} className={classes.pages}>
      {isFirst ? null : <Link href={newest}>{t("backToNewest")}</Link>}
      {next === null ? null : (
        <Link href={`${reportsPath(path)}?${query}`} rel="next">
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
