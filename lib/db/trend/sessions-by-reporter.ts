import type { Db, Trust } from "#lib/db/client.ts";

export type SessionsOfReporter = {
  reporter: string;
  /** The best that vouches for any of its counted reports in the range. */
  trust: Trust;
  successful: number;
  failed: number;
  lastDay: string;
};

const shownReporters = 100;

/** Counted sessions per reporter over inclusive days: vouched-for reporters first, then by sessions; at most 100. */
export async function sessionsByReporter(
  db: Db,
  domainId: string,
  range: { from: string; to: string },
): Promise<SessionsOfReporter[]> {
  const found = await db.pool.query<{
    reporter: string;
    trust: Trust;
    successful: string;
    failed: string;
    last_day: string;
  }>({
    name: "sessions-by-reporter",
    text: `SELECT reporter, max(trust) AS trust, sum(successful)::text AS successful, sum(failed)::text AS failed,
        max(day) AS last_day
      FROM daily_sessions WHERE domain_id = $1 AND day BETWEEN $2::date AND $3::date
      GROUP BY reporter
      ORDER BY (max(trust) = 'unverified'), sum(successful + failed) DESC, reporter LIMIT ${shownReporters}`,
    values: [domainId, range.from, range.to],
  });
  return found.rows.map((row) => ({
    reporter: row.reporter,
    trust: row.trust,
    successful: Number(row.successful),
    failed: Number(row.failed),
    lastDay: row.last_day,
  }));
}
