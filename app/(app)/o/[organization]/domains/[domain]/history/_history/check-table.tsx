import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Severity } from "#lib/core/finding.ts";
import type { PartName } from "#lib/core/posture/posture.ts";
import type { CheckRun } from "#lib/services/domains/list-checks.ts";
import { type Column, DataTable } from "../../../../../../../_ui/data-table.tsx";
import { HiddenText } from "../../../../../../../_ui/hidden-text.tsx";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import { ToneIcon } from "../../../../../../../_ui/tone-icon.tsx";
import { type DomainParams, storedCheckPath } from "../../../../_parts/paths.ts";
import { usePartStanding } from "../../_parts/standing.ts";
import classes from "./history.module.css";

const parts: PartName[] = ["mx", "policy", "mtaSts", "tlsRpt"];

/** The checks, equal looks in a row as one line, each leading to all that it saw. */
export function CheckTable({ runs, path }: { runs: readonly CheckRun[]; path: DomainParams }) {
  const t = useTranslations("history.checks");
  return (
    <DataTable
      caption={t("title")}
      hideCaption
      columns={useColumns(path)}
      rows={runs}
      rowKey={({ id }) => id}
    />
  );
}

function useColumns(path: DomainParams): Column<CheckRun>[] {
  const t = useTranslations();
  return [
    {
      key: "since",
      header: t("history.checks.since"),
      rowHeader: true,
      cell: ({ id, since }) => (
        <Link href={storedCheckPath(path, id)} className={classes.link}>
          <TimeText value={since} />
        </Link>
      ),
    },
    {
      key: "until",
      header: t("history.checks.until"),
      cell: ({ checkedAt }) => <TimeText value={checkedAt} />,
    },
    { key: "looks", header: t("history.checks.looks"), align: "end", cell: ({ looks }) => looks },
    ...parts.map((part) => ({
      key: part,
      header: t(`history.checks.part.${part}`),
      cell: (run: CheckRun) => <PartMark state={run.parts[part]} />,
    })),
    { key: "stage", header: t("domains.list.stage"), cell: ({ stage }) => t(`common.stage.${stage}`) },
    {
      key: "findings",
      header: t("history.checks.findings"),
      cell: ({ findings }) => <Counts findings={findings} />,
    },
  ];
}

/** The whole word stands in the part's own page; here the icon carries it, with the word for screen readers. */
function PartMark({ state }: { state: CheckRun["parts"][PartName] }) {
  const { tone, words } = usePartStanding()(state);
  return (
    <span className={classes.part} data-tone={tone} title={words}>
      <ToneIcon tone={tone} size={18} />
      <HiddenText>{words}</HiddenText>
    </span>
  );
}

function Counts({ findings }: Pick<CheckRun, "findings">) {
  const t = useTranslations("history.checks");
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  return (
    <span className={classes.counts}>
      <span>{t("errors", { count: count("error") })}</span>
      <span>{t("warnings", { count: count("warning") })}</span>
    </span>
  );
}
