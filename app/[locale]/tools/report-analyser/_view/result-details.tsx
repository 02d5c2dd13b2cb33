import { useTranslations } from "next-intl";
import type { FailureDetail, PolicyResult } from "#lib/core/tlsrpt/report.ts";
import { type Column, DataTable } from "../../../../_ui/data-table.tsx";
import { NoData } from "../../../../_ui/no-data.tsx";
import { NumberText } from "../../../../_ui/number-text.tsx";
import { FailureTypeName } from "../../../../(app)/o/[organization]/domains/[domain]/_parts/failure-type-name.tsx";
import classes from "./report-body.module.css";
import tables from "./tables.module.css";

type Row = FailureDetail & { line: number };

const shownDetails = 200;

/** The failures that the sender explained, and how many it did not. */
export function ResultDetails({ result, caption }: { result: PolicyResult; caption: string }) {
  const t = useTranslations("reports.one");
  const own = useTranslations("tools.reportAnalyser.reports");
  const columns = useColumns();
  const { failures, failedSessions } = result;
  const explained = failures.reduce((sum, detail) => sum + detail.failedSessions, 0);
  const rows = failures.slice(0, shownDetails).map((detail, line) => ({ ...detail, line }));
  return (
    <>
      {rows.length === 0 ? null : (
        <>
          <h4 className={classes.subtitle}>{t("details")}</h4>
          <DataTable
            caption={caption}
            hideCaption
            columns={columns}
            rows={rows}
            rowKey={({ line }) => `${line}`}
          />
        </>
      )}
      {failures.length > shownDetails ? (
        <p className={classes.quiet}>{own("moreDetails", { count: failures.length - shownDetails })}</p>
      ) : null}
      {explained < failedSessions ? (
        <p className={classes.quiet}>{t("unexplained", { count: failedSessions - explained })}</p>
      ) : null}
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations("reports.one");
  const text = (key: string, header: string, value: (row: Row) => string | null): Column<Row> => ({
    key,
    header,
    cell: (row) => <Text value={value(row)} />,
  });
  return [
    {
      key: "type",
      header: t("resultType"),
      rowHeader: true,
      cell: ({ resultType }) => <FailureTypeName resultType={resultType} />,
    },
    {
      key: "sessions",
      header: t("failedSessions"),
      align: "end",
      cell: ({ failedSessions }) => <NumberText value={failedSessions} />,
    },
    text("mx", t("receivingMx"), ({ receivingMxHostname }) => receivingMxHostname),
    text("ip", t("receivingIp"), ({ receivingIp }) => receivingIp),
    text("sender", t("sendingIp"), ({ sendingMtaIp }) => sendingMtaIp),
    { key: "reason", header: t("reason"), cell: (row) => <Reason row={row} /> },
  ];
}

function Text({ value }: { value: string | null }) {
  return value === null ? <NoData /> : <bdi className={tables.mono}>{value}</bdi>;
}

/** Free text of the sender's, and at times an address: untrusted, so never a link. */
function Reason({ row: { failureReasonCode, additionalInformation, receivingMxHelo } }: { row: Row }) {
  const helo = receivingMxHelo === null ? null : `EHLO ${receivingMxHelo}`;
  const given = [failureReasonCode, additionalInformation, helo].filter((part) => part !== null);
  if (given.length === 0) return <NoData />;
  return (
    <div className={tables.reason}>
      {[...new Set(given)].map((part) => (
        <div key={part}>
          <bdi>{part}</bdi>
        </div>
      ))}
    </div>
  );
}
