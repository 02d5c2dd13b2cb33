import type { Pool, PoolClient } from "pg";
import type { ReportRow } from "#lib/db/reports/report-row.ts";

/**
 * The reference for storing: the rows of a batch by one plain `unnest` insert per table, in one transaction, sent without
 * waiting in between. No conflict is looked for, nothing is rolled up, nothing is charged.
 */
export async function insertPlainly(pool: Pool, rows: ReportRow[]): Promise<void> {
  const client = await pool.connect();
  try {
    await Promise.all([
      client.query("BEGIN"),
      insertReports(client, rows),
      insertResults(client, rows),
      insertDetails(client, rows),
    ]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

async function insertReports(client: PoolClient, rows: ReportRow[]): Promise<void> {
  await client.query({
    name: "plain-reports",
    text: `INSERT INTO reports
        (domain_id, id, report_key, content_hash, counted, reporter, report_id, contact_info, start_at, end_at, day,
         successful, failed, road, trust, trust_reason, voucher, peer, user_agent, received_at, raw, findings,
         contribution)
      SELECT r.domain_id, r.id, r.report_key, r.content_hash, true, r.reporter, r.report_id, r.contact_info, r.start_at,
        r.end_at, r.day, r.successful, r.failed, r.road, r.trust, r.trust_reason, r.voucher, r.peer, r.user_agent,
        r.received_at, r.raw, r.findings, r.contribution
      FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::text[],
        $8::timestamptz[], $9::timestamptz[], $10::date[], $11::bigint[], $12::bigint[], $13::road[], $14::trust[],
        $15::text[], $16::text[], $17::text[], $18::text[], $19::timestamptz[], $20::bytea[], $21::jsonb[],
        $22::jsonb[])
        AS r(domain_id, id, report_key, content_hash, reporter, report_id, contact_info, start_at, end_at, day,
          successful, failed, road, trust, trust_reason, voucher, peer, user_agent, received_at, raw, findings,
          contribution)`,
    values: [
      rows.map((row) => row.domainId),
      rows.map((row) => row.id),
      rows.map((row) => row.reportKey),
      rows.map((row) => row.contentHash),
      rows.map((row) => row.reporter),
      rows.map((row) => row.reportId),
      rows.map((row) => row.contactInfo),
      rows.map((row) => row.startAt),
      rows.map((row) => row.endAt),
      rows.map((row) => row.day),
      rows.map((row) => row.successful),
      rows.map((row) => row.failed),
      rows.map((row) => row.road),
      rows.map((row) => row.trust),
      rows.map((row) => row.trustReason),
      rows.map((row) => row.voucher ?? ""),
      rows.map((row) => row.peer),
      rows.map((row) => row.userAgent),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.raw),
      rows.map((row) => JSON.stringify(row.findings)),
      rows.map((row) => JSON.stringify(row.contribution)),
    ],
  });
}

async function insertResults(client: PoolClient, rows: ReportRow[]): Promise<void> {
  const results = rows.flatMap((row) => row.results.map((result, position) => ({ row, result, position })));
  await client.query({
    name: "plain-results",
    text: `INSERT INTO policy_results
        (domain_id, report_id, position, policy_type, policy_domain, policy_string, mx_host, successful, failed,
         duplicate_of, belongs)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[],
        $8::bigint[], $9::bigint[], $10::smallint[], $11::boolean[])`,
    values: [
      results.map(({ row }) => row.domainId),
      results.map(({ row }) => row.id),
      results.map(({ position }) => position),
      results.map(({ result }) => result.policyType),
      results.map(({ result }) => result.policyDomain),
      results.map(({ result }) => JSON.stringify(result.policyString)),
      results.map(({ result }) => JSON.stringify(result.mxHost)),
      results.map(({ result }) => result.successful),
      results.map(({ result }) => result.failed),
      results.map(({ result }) => result.duplicateOf),
      results.map(({ result }) => result.belongs),
    ],
  });
}

async function insertDetails(client: PoolClient, rows: ReportRow[]): Promise<void> {
  const details = rows.flatMap((row) =>
    row.results.flatMap((result, policy) =>
      result.details.map((detail, position) => ({ row, policy, detail, position })),
    ),
  );
  if (details.length === 0) return;
  await client.query({
    name: "plain-details",
    text: `INSERT INTO failure_details
        (domain_id, report_id, policy_position, position, result_type, failed_sessions, sending_mta_ip,
         receiving_mx_hostname, receiving_mx_helo, receiving_ip, additional_information, failure_reason_code)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::int[], $5::text[], $6::bigint[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])`,
    values: [
      details.map(({ row }) => row.domainId),
      details.map(({ row }) => row.id),
      details.map(({ policy }) => policy),
      details.map(({ position }) => position),
      details.map(({ detail }) => detail.resultType),
      details.map(({ detail }) => detail.failedSessions),
      details.map(({ detail }) => detail.sendingMtaIp),
      details.map(({ detail }) => detail.receivingMxHostname),
      details.map(({ detail }) => detail.receivingMxHelo),
      details.map(({ detail }) => detail.receivingIp),
      details.map(({ detail }) => detail.additionalInformation),
      details.map(({ detail }) => detail.failureReasonCode),
    ],
  });
}
