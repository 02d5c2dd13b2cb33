import type { Db } from "#lib/db/client.ts";

export type FailuresOfMx = {
  /** `null`: the reports named no MX. */
  mxHost: string | null;
  failedSessions: number;
  /** What failed there, most failures first; without the reports that named no type. */
  resultTypes: string[];
  lastDay: string;
};

const shownTypes = 12;

/** Failed sessions per MX host over inclusive days, most first, at most 100. Types are not exclusive (RFC 8460 §4). */
export async function failuresByMx(
  db: Db,
  domainId: string,
  range: { from: string; to: string },
): Promise<FailuresOfMx[]> {
  const found = await db.pool.query<{
    mx_host: string;
    failed: string;
    result_types: string[];
    last_day: string;
  }>({
    name: "failures-by-mx",
    text: `WITH per_type AS (
        SELECT mx_host, result_type, sum(failed_sessions) AS failed, max(day) AS last_day FROM daily_failures
        WHERE domain_id = $1 AND day BETWEEN $2::date AND $3::date GROUP BY mx_host, result_type)
      SELECT mx_host, sum(failed)::text AS failed, max(last_day) AS last_day, coalesce(
          (array_agg(result_type ORDER BY failed DESC, result_type) FILTER (WHERE result_type <> ''))[1:${shownTypes}],
          '{}') AS result_types
      FROM per_type GROUP BY mx_host ORDER BY sum(failed) DESC, mx_host LIMIT 100`,
    values: [domainId, range.from, range.to],
  });
  return found.rows.map((row) => ({
    mxHost: row.mx_host || null,
    failedSessions: Number(row.failed),
    resultTypes: row.result_types,
    lastDay: row.last_day,
  }));
}
