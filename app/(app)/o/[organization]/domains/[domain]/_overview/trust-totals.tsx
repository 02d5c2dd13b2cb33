import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TrustShare } from "#lib/core/trend/trust-shares.ts";
import { HiddenText } from "../../../../../../_ui/hidden-text.tsx";
import { TrustBadge } from "../../../../../../_ui/trust-badge.tsx";
import { useShareText } from "../../../../../../_ui/use-share-text.ts";
import { type DomainParams, trustPath } from "../../../_parts/paths.ts";
import classes from "./trust-totals.module.css";

/** How much of the range each kind of trust stands behind, what it means, and the way to those reports. */
export function TrustTotals({ trusts, path }: { trusts: readonly TrustShare[]; path: DomainParams }) {
  const t = useTranslations("trustTotals");
  return (
    <section className={classes.totals}>
      <h3 className={classes.title}>{t("title")}</h3>
      <ul className={classes.list}>
        {trusts.map((entry) => (
          <Entry key={entry.trust} entry={entry} path={path} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry: { trust, sessions, share }, path }: { entry: TrustShare; path: DomainParams }) {
  const t = useTranslations("trustTotals");
  const common = useTranslations("common");
  const shareText = useShareText();
  return (
    <li className={classes.entry}>
      <span className={classes.head}>
        <TrustBadge trust={trust} />
        {sessions === null ? null : (
          <Link href={trustPath(path, trust)} className={classes.link}>
            {t("toReports")}
            <HiddenText> {t("toReportsOf", { trust: common(`trust.${trust}`) })}</HiddenText>
          </Link>
        )}
      </span>
      <span className={classes.bar} data-trust={trust} aria-hidden="true">
        <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
      </span>
      <span>
        {sessions === null ? t("none") : t("sessions", { sessions })}
        {share === null ? null : ` · ${shareText(share)}`}
      </span>
      <span className={classes.meaning}>{common(`trustMeaning.${trust}`)}</span>
    </li>
  );
}
