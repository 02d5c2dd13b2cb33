import type { Finding } from "#lib/core/finding.ts";
import type { Db } from "#lib/db/client.ts";
import type { Contribution, FailureDetailRow, PolicyResultRow, ReportRow } from "./report-row.ts";

/** What a parser makes of a report's bytes. */
export type Reading = Pick<
  ReportRow,
  | "reportKey"
  | "contentHash"
  | "reporter"
  | "reportId"
  | "contactInfo"
  | "startAt"
  | "endAt"
  | "day"
  | "successful"
  | "failed"
  | "findings"
  | "contribution"
  | "results"
>;

export type StoredReport = { id: string; raw: Uint8Array; reading: Reading };

/** Of a page. A page always holds one report, however large it is. */
const maxPage = { reports: 500, rawOctets: 1_048_576 };

/** The domain's next reports after that id, in the order of their ids; empty at the end. */
export async function storedReports(db: Db, domainId: string, after: string | null): Promise<StoredReport[]> {
  const ids = await nextIds(db, domainId, after);
  if (ids.length === 0) return [];
  const values = [domainId, ids];
  const [reports, results, details] = await Promise.all([
    db.pool.query<ReportColumns>({ name: "stored-reports", text: reportsSql, values }),
    db.pool.query<ResultColumns>({ name: "stored-results", text: resultsSql, values }),
    db.pool.query<DetailColumns>({ name: "stored-details", text: detailsSql, values }),
  ]);
  const resultsOf = Map.groupBy(results.rows, (row) => row.report_id);
  const detailsOf = Map.groupBy(details.rows, (row) => `${row.report_id} ${row.policy_position}`);
  return reports.rows.map((row) => ({
    id: row.id,
    raw: row.raw,
    reading: readingOf(
      row,
      (resultsOf.get(row.id) ?? []).map((result) =>
        resultOf(result, detailsOf.get(`${row.id} ${result.position}`) ?? []),
      ),
    ),
  }));
}

async function nextIds(db: Db, domainId: string, after: string | null): Promise<string[]> {
  const found = await db.pool.query<{ id: string }>({
    name: "stored-report-ids",
    text: `SELECT id FROM (
        SELECT id, row_number() OVER (ORDER BY id) AS place,
          sum(octet_length(raw)) OVER (ORDER BY id) AS octets
        FROM (SELECT id, raw FROM reports WHERE domain_id = $1 AND ($2::uuid IS NULL OR id > $2)
          ORDER BY id LIMIT ${maxPage.reports}) AS next
      ) AS page WHERE octets <= ${maxPage.rawOctets} OR place = 1 ORDER BY id`,
    values: [domainId, after],
  });
  return found.rows.map(({ id }) => id);
}

const reportsSql = `SELECT id, raw, report_key, content_hash, reporter, report_id, contact_info, start_at, end_at, day,
    successful, failed, findings, contribution
  FROM reports WHERE domain_id = $1 AND id = ANY($2::uuid[]) ORDER BY id`;

const resultsSql = `SELECT report_id, position, policy_type, policy_domain, policy_string, mx_host, successful, failed,
    duplicate_of, belongs
  FROM policy_results WHERE domain_id = $1 AND report_id = ANY($2::uuid[]) ORDER BY report_id, position`;

const detailsSql = `SELECT report_id, policy_position, result_type, failed_sessions, sending_mta_ip,
    receiving_mx_hostname, receiving_mx_helo, receiving_ip, additional_information, failure_reason_code
  FROM failure_details WHERE domain_id = $1 AND report_id = ANY($2::uuid[])
  ORDER BY report_id, policy_position, position`;

type ReportColumns = {
  id: string;
  raw: Buffer;
  report_key: Buffer;
  content_hash: Buffer;
  reporter: string;
  report_id: string | null;
  contact_info: string | null;
  start_at: Date;
  end_at: Date;
  day: string;
  successful: bigint;
  failed: bigint;
  findings: Finding[];
  contribution: Contribution;
};

type ResultColumns = {
  report_id: string;
  position: number;
  policy_type: string;
  policy_domain: string | null;
  policy_string: string[];
  mx_host: string[];
  successful: bigint;
  failed: bigint;
  duplicate_of: number | null;
  belongs: boolean;
};

type DetailColumns = {
  report_id: string;
  policy_position: number;
  result_type: string;
  failed_sessions: bigint;
  sending_mta_ip: string | null;
  receiving_mx_hostname: string | null;
  receiving_mx_helo: string | null;
  receiving_ip: string | null;
  additional_information: string | null;
  failure_reason_code: string | null;
};

function readingOf(row: ReportColumns, results: PolicyResultRow[]): Reading {
  return {
    reportKey: row.report_key,
    contentHash: row.content_hash,
    reporter: row.reporter,
    reportId: row.report_id,
    contactInfo: row.contact_info,
    startAt: row.start_at,
    endAt: row.end_at,
    day: row.day,
    successful: Number(row.successful),
    failed: Number(row.failed),
    findings: row.findings,
    contribution: row.contribution,
    results,
  };
}

function resultOf(row: ResultColumns, details: DetailColumns[]): PolicyResultRow {
  return {
    policyType: row.policy_type,
    policyDomain: row.policy_domain,
    policyString: row.policy_string,
    mxHost: row.mx_host,
    successful: Number(row.successful),
    failed: Number(row.failed),
    duplicateOf: row.duplicate_of,
    belongs: row.belongs,
    details: details.map(detailOf),
  };
}

function detailOf(row: DetailColumns): FailureDetailRow {
  return {
    resultType: row.result_type,
    failedSessions: Number(row.failed_sessions),
    sendingMtaIp: row.sending_mta_ip,
    receivingMxHostname: row.receiving_mx_hostname,
    receivingMxHelo: row.receiving_mx_helo,
    receivingIp: row.receiving_ip,
    additionalInformation: row.additional_information,
    failureReasonCode: row.failure_reason_code,
  };
}
