import type { Db } from "#lib/db/client.ts";
import { allowanceKeySql, pointsPerDay } from "./allowance.ts";

export type AddressedDomain = {
  domainId: string;
  domain: string;
  verified: boolean;
  /** Until when it takes nothing more that nobody vouches for; `null`: it does. */
  unvouchedClosedUntil: Date | null;
};

/** What our tokens look like; anything else, such as U+0000, is none and is not asked for. */
const tokenForm = /^[a-z0-9]{16,64}$/;

/** The domain whose reports a token receives; `null` when there is none, or when its time is over. */
export async function findReportAddress(db: Db, token: string, now: Date): Promise<AddressedDomain | null> {
  if (!tokenForm.test(token)) return null;
  const found = await db.pool.query<{
    domain_id: string;
    name: string;
    verified: boolean;
    closed_until: bigint | null;
  }>({
    name: "find-report-address",
    text: `SELECT d.id AS domain_id, d.name, d.verified_at IS NOT NULL AS verified, l.expire AS closed_until
      FROM report_addresses a JOIN domains d ON d.id = a.domain_id
      LEFT JOIN rate_limits l ON l.key = ${allowanceKeySql("d.id", "''")} AND l.points >= ${pointsPerDay.unvouched}
        AND l.expire > $3
      WHERE a.token = $1 AND (a.expires_at IS NULL OR a.expires_at > $2)`,
    values: [token, now, now.getTime()],
  });
  const row = found.rows[0];
  if (!row) return null;
  return {
    domainId: row.domain_id,
    domain: row.name,
    verified: row.verified,
    unvouchedClosedUntil: row.closed_until === null ? null : new Date(Number(row.closed_until)),
  };
}
