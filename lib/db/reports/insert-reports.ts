import type { PoolClient } from "pg";
import { sentTogether } from "#lib/db/sent-together.ts";
import { storableJson } from "#lib/db/storable-json.ts";
import type { ReportRow } from "./report-row.ts";

/**
 * Inserts reports; rows whose key or content is there already are left out. Returns the ids that were inserted, whose
 * parts (`insertParts`) are to follow. Rows come sorted by domain and key, so that concurrent batches never deadlock.
 */
export async function insertReports(
  client: PoolClient,
  rows: ReportRow[],
  counted: boolean,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await client.query<{ id: string }>({
    name: "insert-reports",
    text: `INSERT INTO reports
        (domain_id, id, report_key, content_hash, counted, reporter, report_id, contact_info, start_at, end_at, day,
         successful, failed, road, trust, trust_reason, voucher, mail, peer, user_agent, received_at, raw, findings,
         contribution)
      SELECT r.domain_id, r.id, r.report_key, r.content_hash, $1, r.reporter, r.report_id, r.contact_info, r.start_at,
        r.end_at, r.day, r.successful, r.failed, r.road, r.trust, r.trust_reason, r.voucher, r.mail::jsonb, r.peer,
        r.user_agent, r.received_at, r.raw, r.findings::jsonb, r.contribution::jsonb
      FROM unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::text[],
        $9::timestamptz[], $10::timestamptz[], $11::date[], $12::bigint[], $13::bigint[], $14::road[], $15::trust[],
        $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::timestamptz[], $22::bytea[],
        $23::text[], $24::text[])
        AS r(domain_id, id, report_key, content_hash, reporter, report_id, contact_info, start_at, end_at, day,
          successful, failed, road, trust, trust_reason, voucher, mail, peer, user_agent, received_at, raw, findings,
          contribution)
      ON CONFLICT DO NOTHING
      RETURNING id`,
    values: [counted, ...reportColumns(rows)],
  });
  return new Set(inserted.rows.map((row) => row.id));
}

/** Of a report, what its parts need. */
type Whole = Pick<ReportRow, "domainId" | "id" | "results">;

/** Inserts policy results and failure details of reports that are there. */
export async function insertParts(client: PoolClient, rows: Whole[]): Promise<void> {
  await sentTogether([insertResults(client, rows), insertDetails(client, rows)]);
}

function reportColumns(rows: ReportRow[]): unknown[][] {
  const column = <T>(pick: (row: ReportRow) => T) => rows.map(pick);
  return [
    column((r) => r.domainId),
    column((r) => r.id),
    column((r) => r.reportKey),
    column((r) => r.contentHash),
    column((r) => r.reporter),
    column((r) => r.reportId),
    column((r) => r.contactInfo),
    column((r) => r.startAt),
    column((r) => r.endAt),
    column((r) => r.day),
    column((r) => r.successful),
    column((r) => r.failed),
    column((r) => r.road),
    column((r) => r.trust),
    column((r) => r.trustReason),
    column((r) => r.voucher ?? ""),
    column((r) => r.mail && JSON.stringify(storableJson(r.mail))),
    column((r) => r.peer),
    column((r) => r.userAgent),
    column((r) => r.receivedAt),
    column((r) => Buffer.from(r.raw.buffer, r.raw.byteOffset, r.raw.byteLength)),
    column((r) => JSON.stringify(r.findings)),
    column((r) => JSON.stringify(r.contribution)),
  ];
}

async function insertResults(client: PoolClient, rows: Whole[]): Promise<void> {
  const results = rows.flatMap((row) => row.results.map((result, position) => ({ row, result, position })));
  if (results.length === 0) return;
  await client.query({
    name: "insert-policy-results",
    text: `INSERT INTO policy_results
        (domain_id, report_id, position, policy_type, policy_domain, policy_string, mx_host, successful, failed,
         duplicate_of, belongs)
      SELECT p.domain_id, p.report_id, p.position, p.policy_type, p.policy_domain, p.policy_string::jsonb,
        p.mx_host::jsonb, p.successful, p.failed, p.duplicate_of, p.belongs
      FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::bigint[], $9::bigint[], $10::smallint[], $11::boolean[])
        AS p(domain_id, report_id, position, policy_type, policy_domain, policy_string, mx_host, successful, failed,
          duplicate_of, belongs)`,
    values: [
      results.map((r) => r.row.domainId),
      results.map((r) => r.row.id),
      results.map((r) => r.position),
      results.map((r) => r.result.policyType),
      results.map((r) => r.result.policyDomain),
      results.map((r) => JSON.stringify(r.result.policyString)),
      results.map((r) => JSON.stringify(r.result.mxHost)),
      results.map((r) => r.result.successful),
      results.map((r) => r.result.failed),
      results.map((r) => r.result.duplicateOf),
      results.map((r) => r.result.belongs),
    ],
  });
}

async function insertDetails(client: PoolClient, rows: Whole[]): Promise<void> {
  const details = rows.flatMap((row) =>
    row.results.flatMap((result, policyPosition) =>
      result.details.map((detail, position) => ({ row, detail, policyPosition, position })),
    ),
  );
  if (details.length === 0) return;
  await client.query({
    name: "insert-failure-details",
    text: `INSERT INTO failure_details
        (domain_id, report_id, policy_position, position, result_type, failed_sessions, sending_mta_ip,
         receiving_mx_hostname, receiving_mx_helo, receiving_ip, additional_information, failure_reason_code)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::int[], $5::text[], $6::bigint[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])`,
    values: [
      details.map((d) => d.row.domainId),
      details.map((d) => d.row.id),
      details.map((d) => d.policyPosition),
      details.map((d) => d.position),
      details.map((d) => d.detail.resultType),
      details.map((d) => d.detail.failedSessions),
      details.map((d) => d.detail.sendingMtaIp),
      details.map((d) => d.detail.receivingMxHostname),
      details.map((d) => d.detail.receivingMxHelo),
      details.map((d) => d.detail.receivingIp),
      details.map((d) => d.detail.additionalInformation),
      details.map((d) => d.detail.failureReasonCode),
    ],
  });
}
