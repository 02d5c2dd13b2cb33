import type { Db } from "#lib/db/client.ts";

/** A stored report by its own name, with the number of its rows. */
export type StoredReport = {
  report_id: string;
  id: string;
  counted: boolean;
  results: number;
  details: number;
};

export async function storedReports(db: Db): Promise<StoredReport[]> {
  const found = await db.pool.query<StoredReport>(`
    SELECT r.report_id, r.id, r.counted,
      (SELECT count(*)::int FROM policy_results p WHERE (p.domain_id, p.report_id) = (r.domain_id, r.id)) AS results,
      (SELECT count(*)::int FROM failure_details f WHERE (f.domain_id, f.report_id) = (r.domain_id, r.id)) AS details
    FROM reports r`);
  return found.rows;
}

/** What the roll-ups say in all. */
export async function rollUpTotals(
  db: Db,
): Promise<{ reports: number; successful: number; failed: number; failures: number }> {
  const found = await db.pool.query(`
    SELECT (SELECT coalesce(sum(reports), 0)::int FROM daily_sessions) AS reports,
      (SELECT coalesce(sum(successful), 0)::int FROM daily_sessions) AS successful,
      (SELECT coalesce(sum(failed), 0)::int FROM daily_sessions) AS failed,
      (SELECT coalesce(sum(failed_sessions), 0)::int FROM daily_failures) AS failures`);
  return found.rows[0];
}

/**
 * Rows of the roll-ups that differ from what the stored reports add up to, computed anew from their policy results and
 * failure details, by domain, day, reporter, trust and voucher.
 */
export async function wrongRollUps(db: Db): Promise<unknown[]> {
  const found = await db.pool.query(`
    WITH expected AS (
      SELECT r.domain_id, r.day, r.reporter, r.trust, r.voucher, p.policy_type,
        count(*) AS reports, sum(p.successful) AS successful, sum(p.failed) AS failed
      FROM reports r JOIN policy_results p ON (p.domain_id, p.report_id) = (r.domain_id, r.id)
      WHERE r.counted GROUP BY 1, 2, 3, 4, 5, 6
    ), told AS (
      SELECT domain_id, day, reporter, trust, voucher, policy_type, reports::bigint, successful::numeric,
        failed::numeric FROM daily_sessions
    ), expected_failures AS (
      SELECT r.domain_id, r.day, r.reporter, r.trust, r.voucher, p.policy_type, f.result_type,
        f.receiving_mx_hostname AS mx_host, sum(f.failed_sessions) AS failed
      FROM reports r JOIN policy_results p ON (p.domain_id, p.report_id) = (r.domain_id, r.id)
        JOIN failure_details f ON (f.domain_id, f.report_id, f.policy_position) = (p.domain_id, p.report_id, p.position)
      WHERE r.counted GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ), told_failures AS (
      SELECT domain_id, day, reporter, trust, voucher, policy_type, result_type, mx_host, failed_sessions::numeric
      FROM daily_failures
    )
    SELECT 'sessions missing' AS what, to_jsonb(e) AS row FROM (TABLE expected EXCEPT TABLE told) e
    UNION ALL SELECT 'sessions too many', to_jsonb(e) FROM (TABLE told EXCEPT TABLE expected) e
    UNION ALL SELECT 'failures missing', to_jsonb(e) FROM (TABLE expected_failures EXCEPT TABLE told_failures) e
    UNION ALL SELECT 'failures too many', to_jsonb(e) FROM (TABLE told_failures EXCEPT TABLE expected_failures) e`);
  return found.rows;
}
