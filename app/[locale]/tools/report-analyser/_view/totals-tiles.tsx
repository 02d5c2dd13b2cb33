import { useFormatter, useTranslations } from "next-intl";
import { startOfDay } from "#lib/core/trend/day.ts";
import { NumberText } from "../../../../_ui/number-text.tsx";
import { PercentText } from "../../../../_ui/percent-text.tsx";
import { StatTile, StatTiles } from "../../../../_ui/stat-tile.tsx";
import type { Summary } from "../_analysis/summary.ts";
import { isolated } from "./isolated.ts";
import classes from "./totals-tiles.module.css";

/** The sums, and what they cover. */
export function TotalsTiles({ summary }: { summary: Summary }) {
  const t = useTranslations("tools.reportAnalyser.totals");
  const { successful, failed, failureRate } = summary.totals;
  return (
    <div className={classes.totals}>
      <StatTiles>
        <StatTile label={t("reports")} value={<NumberText value={summary.reports} />} />
        <StatTile label={t("successful")} value={<NumberText value={successful} />} />
        <StatTile label={t("failed")} value={<NumberText value={failed} />} />
        <StatTile label={t("failureRate")} value={<PercentText value={failureRate} />} />
      </StatTiles>
      <p className={classes.covers}>{useCoverage(summary)}</p>
    </div>
  );
}

const shownDomains = 5;

function useCoverage({ from, to, domains }: Summary): string {
  const t = useTranslations("tools.reportAnalyser.totals");
  const format = useFormatter();
  const day = (value: string) => format.dateTime(startOfDay(value), "day");
  const period = from === to ? t("day", { day: day(from) }) : t("period", { from: day(from), to: day(to) });
  if (domains.length === 0) return period;
  const rest = domains.length - shownDomains;
  const named = [
    ...domains.slice(0, shownDomains).map(isolated),
    ...(rest > 0 ? [t("more", { count: rest })] : []),
  ];
  return t("covers", { period, domains: format.list(named, "and") });
}
