import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { QuarantinePage } from "#lib/services/quarantine/list-quarantine.ts";
import { type Column, DataTable } from "../../../../../_ui/data-table.tsx";
import { findingWording } from "../../../../../_ui/finding-wording.ts";
import { HiddenText } from "../../../../../_ui/hidden-text.tsx";
import { NoData } from "../../../../../_ui/no-data.tsx";
import { TimeText } from "../../../../../_ui/time-text.tsx";
import { quarantinedPath } from "../../_parts/paths.ts";
import classes from "./quarantine.module.css";
import { useReasonWords } from "./use-reason-words.ts";

type Entry = QuarantinePage["entries"][number];

type Props = {
  organization: string;
  entries: readonly Entry[];
  withDomain: boolean;
  /** With a box to tick before each. */
  mayAct: boolean;
};

/** Entries, one a line, each leading to its page. */
export function QuarantineTable({ organization, entries, withDomain, mayAct }: Props) {
  const t = useTranslations("quarantine");
  const columns = useColumns(organization);
  const shown = columns.filter(({ key }) => (key !== "domain" || withDomain) && (key !== "choose" || mayAct));
  return (
    <DataTable caption={t("title")} hideCaption columns={shown} rows={entries} rowKey={({ id }) => id} />
  );
}

function useColumns(organization: string): Column<Entry>[] {
  const t = useTranslations("quarantine");
  const roads = useTranslations("reports.road");
  return [
    {
      key: "choose",
      header: <HiddenText>{t("choose")}</HiddenText>,
      cell: (entry) => <Tick entry={entry} />,
    },
    {
      key: "what",
      header: t("what"),
      rowHeader: true,
      cell: (entry) => <What entry={entry} organization={organization} />,
    },
    { key: "domain", header: t("domain"), cell: ({ domain }) => domain ?? t("noDomain") },
    { key: "road", header: t("road"), cell: ({ road }) => roads(road) },
    { key: "peer", header: t("peer"), cell: ({ peer }) => peer ?? <NoData /> },
    { key: "size", header: t("size"), align: "end", cell: ({ size }) => t("bytes", { bytes: size }) },
    {
      key: "received",
      header: t("received"),
      align: "end",
      cell: ({ receivedAt }) => <TimeText value={receivedAt} show="relative" />,
    },
  ];
}

function Tick({ entry: { id, reason, receivedAt } }: { entry: Entry }) {
  const t = useTranslations("quarantine");
  const words = useReasonWords();
  const format = useFormatter();
  const name = t("select", { title: words(reason).title, at: format.dateTime(receivedAt, "second") });
  return <input type="checkbox" name="id" value={id} aria-label={name} className={classes.tick} />;
}

/** The reason, what is wrong in particular, and the name of its file. */
function What({
  entry: { id, reason, fault, fileName },
  organization,
}: {
  entry: Entry;
  organization: string;
}) {
  const t = useTranslations();
  const words = useReasonWords();
  return (
    <div className={classes.what}>
      <Link href={quarantinedPath(organization, id)} className={classes.link}>
        {words(reason).title}
      </Link>
      {fault === null ? null : <div className={classes.fault}>{findingWording(t, fault).title}</div>}
      {fileName === null ? null : <div className={classes.file}>{fileName}</div>}
    </div>
  );
}
