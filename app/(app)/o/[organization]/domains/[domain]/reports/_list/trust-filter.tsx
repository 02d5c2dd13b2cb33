import Link from "next/link";
import { useTranslations } from "next-intl";
import type { EvidenceTrust } from "#lib/core/rollout/rollout.ts";
import { type DomainParams, reportsPath } from "../../../../_parts/paths.ts";
import classes from "./reports.module.css";

/** Which reports the list is cut down to, and the way back to all. */
export function TrustFilter({ path, trust }: { path: DomainParams; trust: EvidenceTrust }) {
  const t = useTranslations("trustTotals");
  const common = useTranslations("common.trust");
  return (
    <p className={classes.description}>
      {t("filtered", { trust: common(trust) })}{" "}
      <Link href={reportsPath(path)} className={classes.link}>
        {t("all")}
      </Link>
    </p>
  );
}
