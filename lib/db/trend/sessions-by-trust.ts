import type { Db, Trust } from "#lib/db/client.ts";

export type SessionsOfTrust = { trust: Trust; successful: number; failed: number };

/** Counted sessions per trust over inclusive days; a trust that no counted report has, has no row. */
export async function sessionsByTrust(
  db: Db,
  domainId: string,
  range: { from: string; to: string },
): Promise<SessionsOfTrust[]> {
  const found = await db.pool.query<{ trust: Trust; successful: string; failed: string }>({
    name: "sessions-by-trust",
    text: `SELECT trust, sum(successful)::text AS successful, sum(failed)::text AS failed
      FROM daily_sessions WHERE domain_id = $1 AND day BETWEEN $2::date AND $3::date GROUP BY trust`,
    values: [domainId, range.from, range.to],
  });
  return found.rows.map((row) => ({
    trust: row.trust,
    successful: Number(row.successful),
    failed: Number(row.failed),
  }));
}
