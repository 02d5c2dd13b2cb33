import type { Db } from "#lib/db/client.ts";

/** Deletes checks that ended so many days ago; each domain's newest stays. Returns how many went. */
export async function forgetChecks(db: Db, now: Date, days: number): Promise<number> {
  const gone = await db.pool.query(
    `DELETE FROM checks c WHERE c.checked_at < $1::timestamptz - make_interval(days => $2)
      AND EXISTS (SELECT FROM checks newer WHERE newer.domain_id = c.domain_id AND newer.checked_at > c.checked_at)`,
    [now, days],
  );
  return gone.rowCount ?? 0;
}
