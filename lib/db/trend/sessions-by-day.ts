import type { Db } from "#lib/db/client.ts";

export type SessionsOfDay = { domainId: string; day: string; successful: number; failed: number };

/** Counted sessions per domain and UTC day, from the roll-ups; days without a report have no row. Days are inclusive. */
export async function sessionsByDay(
  db: Db,
  domainIds: string[],
  range: { from: string; to: string },
): Promise<SessionsOfDay[]> {
  if (domainIds.length === 0) return [];
  const found = await db.pool.query<{ domain_id: string; day: string; successful: string; failed: string }>({
    name: "sessions-by-day",
    text: `SELECT domain_id, day, sum(successful)::text AS successful, sum(failed)::text AS failed FROM daily_sessions
      WHERE domain_id = ANY($1::uuid[]) AND day BETWEEN $2::date AND $3::date
      GROUP BY domain_id, day ORDER BY domain_id, day`,
    values: [domainIds, range.from, range.to],
  });
  return found.rows.map((row) => ({
    domainId: row.domain_id,
    day: row.day,
    successful: Number(row.successful),
    failed: Number(row.failed),
  }));
}
