import { useTranslations } from "next-intl";
import type { FailureDetailView, PolicyResultView } from "#lib/services/reports/show-report.ts";
import { type Column, DataTable } from "../../../../../../../../_ui/data-table.tsx";
import { NoData } from "../../../../../../../../_ui/no-data.tsx";
import { NumberText } from "../../../../../../../../_ui/number-text.tsx";
import type { DomainParams } from "../../../../../_parts/paths.ts";
import { FaultHosts } from "../../../_fault/fault-hosts.tsx";
import { FaultProbe } from "../../../_fault/fault-probe.tsx";
import { FailureTypeName } from "../../../_parts/failure-type-name.tsx";
import classes from "./report.module.css";

type Row = FailureDetailView & { line: number };

type Props = {
  result: PolicyResultView;
  path: DomainParams;
  /** Whether the viewer may look at what failed. */
  mayLook: boolean;
};

/** The failures that the sender explained, and how many it did not. */
export function ResultDetails({ result: { details, failed, position }, path, mayLook }: Props) {
  const t = useTranslations("reports.one");
  const probeId = `look-at-failure-${position}`;
  const columns = useColumns(mayLook ? probeId : null);
  if (failed === 0 && details.length === 0) return null;
  const explained = details.reduce((sum, { failedSessions }) => sum + failedSessions, 0);
  const rows = details.map((detail, line) => ({ ...detail, line }));
  return (
    <>
      {rows.length === 0 ? null : (
        <div>
          <DataTable
            caption={t("details")}
            columns={columns}
            rows={rows}
            rowKey={({ line }) => `${position}-${line}`}
          />
          {mayLook ? <FaultProbe path={path} id={probeId} /> : null}
        </div>
      )}
      {explained < failed ? (
        <p className={classes.why}>{t("unexplained", { count: failed - explained })}</p>
      ) : null}
    </>
  );
}

/** `probeId`: the `FaultProbe` to ask; `null` for those who may not look. */
function useColumns(probeId: string | null): Column<Row>[] {
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
      cell: ({ resultType, receivingMxHostname }) => (
        <FaultHosts
          resultType={resultType}
          hosts={receivingMxHostname === null ? [] : [receivingMxHostname]}
          form={probeId}
        />
      ),
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
