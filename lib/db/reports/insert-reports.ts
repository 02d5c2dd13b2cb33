import type { PoolClient } from "pg";
import {
  bigints,
  booleans,
  integers,
  octetStrings,
  smallIntegers,
  texts,
  timestamps,
  uuids,
} from "#lib/db/array-parameters.ts";
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
        $9::timestamptz[], $10::timestamptz[], $11::text[]::date[], $12::bigint[], $13::bigint[], $14::text[]::road[],
        $15::text[]::trust[],
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

function reportColumns(rows: ReportRow[]): Buffer[] {
  return [
    uuids(rows.map((r) => r.domainId)),
    uuids(rows.map((r) => r.id)),
    octetStrings(rows.map((r) => r.reportKey)),
    octetStrings(rows.map((r) => r.contentHash)),
    texts(rows.map((r) => r.reporter)),
    texts(rows.map((r) => r.reportId)),
    texts(rows.map((r) => r.contactInfo)),
    timestamps(rows.map((r) => r.startAt)),
    timestamps(rows.map((r) => r.endAt)),
    texts(rows.map((r) => r.day)),
    bigints(rows.map((r) => r.successful)),
    bigints(rows.map((r) => r.failed)),
    texts(rows.map((r) => r.road)),
    texts(rows.map((r) => r.trust)),
    texts(rows.map((r) => r.trustReason)),
    texts(rows.map((r) => r.voucher ?? "")),
    texts(rows.map((r) => r.mail && JSON.stringify(storableJson(r.mail)))),
    texts(rows.map((r) => r.peer)),
    texts(rows.map((r) => r.userAgent)),
    timestamps(rows.map((r) => r.receivedAt)),
    octetStrings(rows.map((r) => r.raw)),
    texts(rows.map((r) => JSON.stringify(r.findings))),
    texts(rows.map((r) => JSON.stringify(r.contribution))),
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
      uuids(results.map((r) => r.row.domainId)),
      uuids(results.map((r) => r.row.id)),
      smallIntegers(results.map((r) => r.position)),
      texts(results.map((r) => r.result.policyType)),
      texts(results.map((r) => r.result.policyDomain)),
      texts(results.map((r) => JSON.stringify(r.result.policyString))),
      texts(results.map((r) => JSON.stringify(r.result.mxHost))),
      bigints(results.map((r) => r.result.successful)),
      bigints(results.map((r) => r.result.failed)),
      smallIntegers(results.map((r) => r.result.duplicateOf)),
      booleans(results.map((r) => r.result.belongs)),
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
      uuids(details.map((d) => d.row.domainId)),
      uuids(details.map((d) => d.row.id)),
      smallIntegers(details.map((d) => d.policyPosition)),
      integers(details.map((d) => d.position)),
      texts(details.map((d) => d.detail.resultType)),
      bigints(details.map((d) => d.detail.failedSessions)),
      texts(details.map((d) => d.detail.sendingMtaIp)),
      texts(details.map((d) => d.detail.receivingMxHostname)),
      texts(details.map((d) => d.detail.receivingMxHelo)),
      texts(details.map((d) => d.detail.receivingIp)),
      texts(details.map((d) => d.detail.additionalInformation)),
      texts(details.map((d) => d.detail.failureReasonCode)),
    ],
  });
}
