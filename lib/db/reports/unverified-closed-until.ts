import type { Db } from "#lib/db/client.ts";
import { allowanceKeySql, pointsPerDay } from "./allowance.ts";

/** Which of the domains take nothing more that nobody vouches for, and until when. */
export async function unverifiedClosedUntil(
  db: Db,
  domainIds: string[],
  now: Date,
): Promise<Map<string, Date>> {
  if (domainIds.length === 0) return new Map();
  const found = await db.pool.query<{ domain_id: string; expire: bigint }>({
    name: "unverified-closed-until",
    text: `SELECT d.id AS domain_id, l.expire FROM unnest($1::uuid[]) AS d(id)
      JOIN rate_limits l ON l.key = ${allowanceKeySql("d.id", "''")} AND l.points >= ${pointsPerDay.unvouched}
        AND l.expire > $2::bigint`,
    values: [domainIds, now.getTime()],
  });
  return new Map(found.rows.map(({ domain_id, expire }) => [domain_id, new Date(Number(expire))]));
}
