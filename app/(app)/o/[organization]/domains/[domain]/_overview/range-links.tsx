import Link from "next/link";
import { useTranslations } from "next-intl";
import { type RangeLength, rangeLengths } from "#lib/core/trend/range.ts";
import { type DomainParams, domainPath } from "../../../_parts/paths.ts";
import classes from "./range-links.module.css";

/** Chooses how many days the overview covers. */
export function RangeLinks({ current, path }: { current: RangeLength; path: DomainParams }) {
  const t = useTranslations("domains.overview.range");
  return (
    <nav aria-label={t("label")} className={classes.ranges}>
      {rangeLengths.map((days) => (
        <Link
          key={days}
          href={`${domainPath(path)}?range=${days}`}
          scroll={false}
          className={classes.range}
          aria-current={days === current ? "true" : undefined}
        >
          {t("days", { days })}
        </Link>
      ))}
    </nav>
  );
}
