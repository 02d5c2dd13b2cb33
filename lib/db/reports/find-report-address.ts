import type { Db } from "#lib/db/client.ts";
import { allowanceKeySql, pointsPerDay } from "./allowance.ts";

export type AddressedDomain = {
  domainId: string;
  domain: string;
  organizationId: string;
  verified: boolean;
  /** Days for which its organization keeps reports; older ones are taken no more. */
  retentionDays: number;
  /** Until when it takes nothing more that nobody vouches for; `null`: it does. */
  unvouchedClosedUntil: Date | null;
};

/** What our tokens look like; anything else, such as U+0000, is none and is not asked for. */
const tokenForm = /^[a-z0-9]{16,64}$/;

/** The domain whose reports a token receives; `null` when there is none, or when its time is over. */
export async function findReportAddress(db: Db, token: string, now: Date): Promise<AddressedDomain | null> {
  if (!tokenForm.test(token)) return null;
  const found = await db.pool.query<Row>({
    name: "find-report-address",
    text: `${select("$1")} JOIN report_addresses a ON a.domain_id = d.id
      WHERE a.token = $2 AND (a.expires_at IS NULL OR a.expires_at > to_timestamp($1::bigint / 1000.0))`,
    values: [now.getTime(), token],
  });
  return found.rows[0] ? addressOf(found.rows[0]) : null;
}

/** The proven domains of an organization among those names, which are A-labels in lower case. */
export async function findDomainsByName(
  db: Db,
  organizationId: string,
  names: string[],
  now: Date,
): Promise<AddressedDomain[]> {
  if (names.length === 0) return [];
  const found = await db.pool.query<Row>({
    name: "find-domains-by-name",
    text: `${select("$1")}
      WHERE d.organization_id = $2 AND d.name = ANY($3::text[]) AND d.verified_at IS NOT NULL ORDER BY d.name`,
    values: [now.getTime(), organizationId, names],
  });
  return found.rows.map(addressOf);
}

type Row = {
  domain_id: string;
  name: string;
  organization_id: string;
  verified: boolean;
  retention_days: number;
  closed_until: bigint | null;
};

function select(nowMs: string): string {
  return `SELECT d.id AS domain_id, d.name, d.organization_id, d.verified_at IS NOT NULL AS verified, o.retention_days,
      l.expire AS closed_until
    FROM domains d JOIN organizations o ON o.id = d.organization_id
    LEFT JOIN rate_limits l ON l.key = ${allowanceKeySql("d.id", "''")} AND l.points >= ${pointsPerDay.unvouched}
      AND l.expire > ${nowMs}::bigint`;
}

function addressOf(row: Row): AddressedDomain {
  return {
    domainId: row.domain_id,
    domain: row.name,
    organizationId: row.organization_id,
    verified: row.verified,
    retentionDays: row.retention_days,
    unvouchedClosedUntil: row.closed_until === null ? null : new Date(Number(row.closed_until)),
  };
}
