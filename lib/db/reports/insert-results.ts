import type { PoolClient } from "pg";
import type { ReportRow } from "./report-row.ts";

type Row = Pick<ReportRow, "domainId" | "id" | "results">;

/** Inserts the policy results and failure details of reports that are there. */
export async function insertResults(client: PoolClient, rows: Row[]): Promise<void> {
  await insertPolicyResults(client, rows);
  await insertDetails(client, rows);
}

async function insertPolicyResults(client: PoolClient, rows: Row[]): Promise<void> {
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

async function insertDetails(client: PoolClient, rows: Row[]): Promise<void> {
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
