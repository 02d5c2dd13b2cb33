import type { PoolClient } from "pg";
import type { Db } from "#lib/db/client.ts";
import { type ReportRow, weightOf } from "./report-row.ts";

/**
 * Anybody can send reports to an address that stands in public DNS, and vouch for them with a domain of their own. So
 * each domain keeps only so much in a day from everybody whom nobody vouches for, and from each domain that vouches:
 * whoever floods it shuts out none but its own kind. What members upload is not counted.
 */
export const pointsPerDay = { unvouched: 10_000, vouched: 2_000 };

/** Characters or octets that one point pays; every report costs one at least. */
const pointWeight = 16_384;
const dayMs = 86_400_000;

/** Key in `rate_limits`. Both are SQL expressions: the id of a domain, and who vouches (empty: nobody). */
export function allowanceKeySql(domainId: string, voucher: string): string {
  return `left('reports:' || ${domainId} || ':' || ${voucher}, 255)`;
}

/** Until when the domain takes nothing more that `voucher` vouches for; `null`: it does. */
export async function allowanceClosedUntil(
  db: Db,
  { domainId, voucher }: { domainId: string; voucher: string },
  now: Date,
): Promise<Date | null> {
  const found = await db.pool.query<{ expire: bigint }>({
    name: "allowance-closed-until",
    text: `SELECT expire FROM rate_limits WHERE key = ${allowanceKeySql("$1::text", "$2::text")}
      AND points >= ${pointsPerDay.vouched} AND expire > $3`,
    values: [domainId, voucher, now.getTime()],
  });
  const row = found.rows[0];
  return row ? new Date(Number(row.expire)) : null;
}

/** Charges stored reports, in their own transaction. A day begins with its first report. */
export async function chargeAllowances(client: PoolClient, rows: ReportRow[]): Promise<void> {
  const charged = rows.filter((row) => row.trust !== "upload");
  if (charged.length === 0) return;
  await client.query({
    name: "charge-allowances",
    text: `INSERT INTO rate_limits AS l (key, points, expire)
      SELECT ${allowanceKeySql("c.domain_id", "c.voucher")}, sum(c.points), max(c.at) + ${dayMs}
      FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[]) AS c(domain_id, voucher, points, at)
      GROUP BY 1 ORDER BY 1 -- in one order, so that concurrent batches never deadlock
      ON CONFLICT (key) DO UPDATE SET
        points = excluded.points + CASE WHEN l.expire > excluded.expire - ${dayMs} THEN l.points ELSE 0 END,
        expire = CASE WHEN l.expire > excluded.expire - ${dayMs} THEN l.expire ELSE excluded.expire END`,
    values: [
      charged.map((row) => row.domainId),
      charged.map((row) => row.voucher ?? ""),
      charged.map(pointsOf),
      charged.map((row) => row.receivedAt.getTime()),
    ],
  });
}

function pointsOf(row: ReportRow): number {
  return 1 + Math.floor(weightOf(row) / pointWeight);
}
