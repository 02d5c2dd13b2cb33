import type { Db } from "#lib/db/client.ts";

export type FailuresOfType = {
  /** `null`: the reports named no type. */
  resultType: string | null;
  failedSessions: number;
  /** Where they were seen, most failures first; without the reports that named no MX. */
  mxHosts: string[];
  lastDay: string;
};

const shownMxHosts = 5;

/** Failed sessions per failure type over inclusive days, most first. Types are not exclusive (RFC 8460 §4). */
export async function failuresByType(
  db: Db,
  domainId: string,
  range: { from: string; to: string },
): Promise<FailuresOfType[]> {
  const found = await db.pool.query<{
    result_type: string;
    failed: string;
    mx_hosts: string[];
    last_day: string;
  }>({
    name: "failures-by-type",
    text: `WITH per_mx AS (
        SELECT result_type, mx_host, sum(failed_sessions) AS failed, max(day) AS last_day FROM daily_failures
        WHERE domain_id = $1 AND day BETWEEN $2::date AND $3::date GROUP BY result_type, mx_host)
      SELECT result_type, sum(failed)::text AS failed, max(last_day) AS last_day,
        coalesce((array_agg(mx_host ORDER BY failed DESC) FILTER (WHERE mx_host <> ''))[1:${shownMxHosts}], '{}') AS mx_hosts
      FROM per_mx GROUP BY result_type ORDER BY sum(failed) DESC, result_type LIMIT 100`,
    values: [domainId, range.from, range.to],
  });
  return found.rows.map((row) => ({
    resultType: row.result_type || null,
    failedSessions: Number(row.failed),
    mxHosts: row.mx_hosts,
    lastDay: row.last_day,
  }));
}
