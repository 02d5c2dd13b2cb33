import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { CoveredMx } from "#lib/core/inspect/cover-listed.ts";
import { type Column, DataTable } from "../../../_ui/data-table.tsx";
import { NoData } from "../../../_ui/no-data.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import classes from "./coverage-table.module.css";

/** Which pattern of a policy covers each MX host (RFC 8461 §4.1). */
export function CoverageTable({ rows }: { rows: readonly CoveredMx[] }) {
  const t = useTranslations("tools.mtaSts.coverage");
  return (
    <DataTable caption={t("caption")} hideCaption columns={useColumns(rows)} rows={rows} rowKey={keyOf} />
  );
}

function keyOf({ host }: CoveredMx): string {
  return host;
}

function useColumns(rows: readonly CoveredMx[]): Column<CoveredMx>[] {
  const t = useTranslations("tools.mtaSts.coverage");
  const hasPreferences = rows.some((row) => row.preference !== null);
  const host: Column<CoveredMx> = {
    key: "host",
    header: t(hasPreferences ? "preferenceAndHost" : "host"),
    rowHeader: true,
    cell: ({ preference, host: name }) => (
      <>
        {preference === null ? null : <span className={classes.preference}>{preference} </span>}
        <HostName name={name} />
      </>
    ),
  };
  const coverage: Column<CoveredMx> = {
    key: "coverage",
    header: t("coverage"),
    cell: (row) => <Coverage row={row} />,
  };
  return rows.some((row) => row.coverage !== null) ? [host, coverage] : [host];
}

const tones = { exact: "ok", wildcard: "info", uncovered: "error" } as const satisfies Record<string, Tone>;

/** An exact name is the host's own, so only a wildcard needs to be told. */
function Coverage({ row: { coverage, pattern } }: { row: CoveredMx }) {
  const t = useTranslations("tools.mtaSts.coverage");
  if (coverage === null) return <NoData />;
  return (
    <span className={classes.coverage}>
      <ToneBadge tone={tones[coverage]}>{t(`badge.${coverage}`)}</ToneBadge>
      {coverage === "wildcard" && pattern !== null ? <HostName name={pattern} /> : null}
    </span>
  );
}

/** May break after its dots, and nowhere else. */
function HostName({ name }: { name: string }) {
  const labels = name.split(".");
  return (
    <code className={classes.name}>
      {labels.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and they never move.
        <Fragment key={index}>
          {index === labels.length - 1 ? label : `${label}.`}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
