import Link from "next/link";
import { useTranslations } from "next-intl";
import type { DomainRow } from "#lib/services/domains/list-domains.ts";
import { type Column, DataTable } from "../../../../../_ui/data-table.tsx";
import { NoData } from "../../../../../_ui/no-data.tsx";
import { PercentText } from "../../../../../_ui/percent-text.tsx";
import { Sparkline } from "../../../../../_ui/sparkline.tsx";
import { StageBadge } from "../../../../../_ui/stage-badge.tsx";
import { TimeText } from "../../../../../_ui/time-text.tsx";
import { ToneBadge } from "../../../../../_ui/tone-badge.tsx";
import { VerdictBadge } from "../../../../../_ui/verdict-badge.tsx";
import { domainPath, setupPath } from "../../_parts/paths.ts";
import classes from "./domain-table.module.css";

/** One line per domain; what is not proven yet shows nothing but the way to finish its set-up. */
export function DomainTable({ organization, domains }: { organization: string; domains: DomainRow[] }) {
  const t = useTranslations("domains.list");
  return (
    <DataTable
      caption={t("title")}
      hideCaption
      columns={useColumns(organization)}
      rows={domains}
      rowKey={({ name }) => name}
      empty={<p>{t("noMore")}</p>}
    />
  );
}

function useColumns(organization: string): Column<DomainRow>[] {
  const t = useTranslations("domains.list");
  return [
    {
      key: "domain",
      header: t("domain"),
      rowHeader: true,
      cell: (row) => <Name organization={organization} row={row} />,
    },
    {
      key: "stage",
      header: t("stage"),
      cell: ({ proven, stage }) =>
        proven ? <StageBadge stage={stage} /> : <ToneBadge tone="neutral">{t("notProven")}</ToneBadge>,
    },
    {
      key: "advice",
      header: t("advice"),
      cell: (row) => <NextStep organization={organization} row={row} />,
    },
    {
      key: "sessions",
      header: t("sessions"),
      cell: ({ summary }) => (summary ? <Sparkline points={summary.series} /> : <NoData />),
    },
    {
      key: "failureRate",
      header: t("failureRate"),
      align: "end",
      cell: ({ summary }) => <PercentText value={summary?.totals.failureRate ?? null} />,
    },
    {
      key: "lastReport",
      header: t("lastReport"),
      align: "end",
      cell: ({ summary }) =>
        summary?.lastReportAt ? <TimeText value={summary.lastReportAt} show="relative" /> : <NoData />,
    },
  ];
}

function Name({ organization, row }: { organization: string; row: DomainRow }) {
  const { name, unicode, proven } = row;
  const params = { organization, domain: name };
  return (
    <>
      <Link href={proven ? domainPath(params) : setupPath(params)} className={classes.name}>
        {unicode}
      </Link>
      {unicode === name ? null : <div className={classes.ascii}>{name}</div>}
      <div className={classes.narrow}>
        <NextStep organization={organization} row={row} />
      </div>
    </>
  );
}

/** The advice, or what comes before there can be one. On narrow screens it also stands under the name. */
function NextStep({ organization, row: { name, summary } }: { organization: string; row: DomainRow }) {
  const t = useTranslations("domains.list");
  if (summary) return <VerdictBadge advice={summary.advice} />;
  return (
    <Link href={setupPath({ organization, domain: name })} className={classes.finish}>
      {t("finishSetup")}
    </Link>
  );
}
