import type { Db } from "#lib/db/client.ts";

/** Hours between the end of a report's period and its arrival, for the newest reports that a sender delivered itself. */
export async function reportDelays(db: Db, domainId: string, since: Date): Promise<number[]> {
  const found = await db.pool.query<{ hours: number }>({
    name: "report-delays",
    text: `SELECT extract(epoch FROM received_at - end_at)::float8 / 3600 AS hours FROM reports
      WHERE domain_id = $1 AND day >= $2::date AND counted AND road IN ('https', 'smtp', 'imap')
      ORDER BY day DESC, id DESC LIMIT 200`,
    values: [domainId, since],
  });
  return found.rows.map(({ hours }) => hours);
}
