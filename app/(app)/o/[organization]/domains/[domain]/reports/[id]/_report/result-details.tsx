import { useTranslations } from "next-intl";
import type { FailureDetailView, PolicyResultView } from "#lib/services/reports/show-report.ts";
import { type Column, DataTable } from "../../../../../../../../_ui/data-table.tsx";
import { NoData } from "../../../../../../../../_ui/no-data.tsx";
import { NumberText } from "../../../../../../../../_ui/number-text.tsx";
import { FailureTypeName } from "../../../_parts/failure-type-name.tsx";
import classes from "./report.module.css";

type Row = FailureDetailView & { line: number };

/** The failures that the sender explained, and how many it did not. */
export function ResultDetails({ result: { details, failed, position } }: { result: PolicyResultView }) {
  const t = useTranslations("reports.one");
  const columns = useColumns();
  if (failed === 0 && details.length === 0) return null;
  const explained = details.reduce((sum, { failedSessions }) => sum + failedSessions, 0);
  const rows = details.map((detail, line) => ({ ...detail, line }));
  return (
    <>
      {rows.length === 0 ? null : (
        <DataTable
          caption={t("details")}
          columns={columns}
          rows={rows}
          rowKey={({ line }) => `${position}-${line}`}
        />
      )}
      {explained < failed ? (
        <p className={classes.why}>{t("unexplained", { count: failed - explained })}</p>
      ) : null}
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations("reports.one");
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
    {
      key: "mx",
      header: t("receivingMx"),
      cell: ({ receivingMxHostname }) => <Text value={receivingMxHostname} />,
    },
    { key: "ip", header: t("receivingIp"), cell: ({ receivingIp }) => <Text value={receivingIp} /> },
    { key: "sender", header: t("sendingIp"), cell: ({ sendingMtaIp }) => <Text value={sendingMtaIp} /> },
    {
      key: "reason",
      header: t("reason"),
      cell: ({ failureReasonCode, additionalInformation }) => (
        <Reason parts={[failureReasonCode, additionalInformation]} />
      ),
    },
  ];
}

function Text({ value }: { value: string | null }) {
  return value === null ? <NoData /> : <span className={classes.mono}>{value}</span>;
}

/** Free text of the sender's, and at times an address: untrusted, so never a link. */
function Reason({ parts }: { parts: (string | null)[] }) {
  const given = parts.filter((part) => part !== null);
  if (given.length === 0) return <NoData />;
  return (
    <div className={classes.detailReason}>
      {given.map((part) => (
        <div key={part}>{part}</div>
      ))}
    </div>
  );
}
