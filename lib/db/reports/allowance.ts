import type { PoolClient } from "pg";
import { askTogether } from "#lib/db/ask-together.ts";
import type { Db } from "#lib/db/client.ts";
import { deliveringClient } from "#lib/db/client-of.ts";
import { type ReportRow, weightOf } from "./report-row.ts";

/**
 * Anybody can send reports to an address that stands in public DNS, and vouch for them with a domain of their own. So
 * each domain keeps only so much in a day from everybody whom nobody vouches for, and a tenth of it from one address;
 * and so much from each domain that vouches. Whoever floods it shuts out none but its own kind. What members upload is
 * not counted.
 */
export const pointsPerDay = { unvouched: 10_000, unvouchedFromOne: 1_000, vouched: 2_000 };

/** Characters or octets that one point pays; every report costs one at least. */
const pointWeight = 16_384;
const dayMs = 86_400_000;

/** Key in `rate_limits`. Both are SQL expressions: the id of a domain, and who vouches (empty: nobody). */
export function allowanceKeySql(domainId: string, voucher: string): string {
  return `left('reports:' || ${domainId} || ':' || ${voucher}, 255)`;
}

/** SQL for until when so many points close an allowance, in milliseconds since 1970; NULL: they do not. */
export function allowanceClosedSql(domainId: string, voucher: string, points: number, nowMs: string): string {
  return `(SELECT l.expire FROM rate_limits l WHERE l.key = ${allowanceKeySql(domainId, voucher)}
    AND l.points >= ${points} AND l.expire > ${nowMs})`;
}

/** In the place of the voucher: nobody vouches, and it comes from there. No domain is spelled like that. */
export function unvouchedFrom(peer: string | null): string | null {
  const client = peer === null ? null : deliveringClient(peer);
  return client === null ? null : `@${client}`;
}

/** Until when the domain takes nothing more that `voucher` vouches for; `null`: it does. Asked for together. */
export function allowanceClosedUntil(
  db: Db,
  { domainId, voucher }: { domainId: string; voucher: string },
  now: Date,
): Promise<Date | null> {
  return closedUntil(db, { domainId, voucher, now });
}

const closedUntil = askTogether(
  async (db: Db, asked: { domainId: string; voucher: string; now: Date }[]): Promise<(Date | null)[]> => {
    const found = await db.pool.query<{ position: bigint; expire: bigint | null }>({
      name: "allowance-closed-until",
      text: `SELECT q.position, ${allowanceClosedSql("q.domain_id", "q.voucher", pointsPerDay.vouched, "q.at")} AS expire
        FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS q(domain_id, voucher, at, position)`,
      values: [
        asked.map(({ domainId }) => domainId),
        asked.map(({ voucher }) => voucher),
        asked.map(({ now }) => now.getTime()),
      ],
    });
    const expiries = new Map(found.rows.map(({ position, expire }) => [Number(position), expire]));
    return asked.map((_, index) => {
      const expiry = expiries.get(index + 1) ?? null;
      return expiry === null ? null : new Date(Number(expiry));
    });
  },
);

/** Charges stored reports, in their own transaction. A day begins with its first report. */
export async function chargeAllowances(client: PoolClient, rows: ReportRow[]): Promise<void> {
  const charged = rows.filter((row) => row.trust !== "upload").flatMap(chargesOf);
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
      charged.map(({ row }) => row.domainId),
      charged.map(({ voucher }) => voucher),
      charged.map(({ row }) => pointsOf(row)),
      charged.map(({ row }) => row.receivedAt.getTime()),
    ],
  });
}

function chargesOf(row: ReportRow): { row: ReportRow; voucher: string }[] {
  if (row.voucher !== null) return [{ row, voucher: row.voucher }];
  const from = unvouchedFrom(row.peer);
  return ["", ...(from === null ? [] : [from])].map((voucher) => ({ row, voucher }));
}

function pointsOf(row: ReportRow): number {
  return 1 + Math.floor(weightOf(row) / pointWeight);
}
