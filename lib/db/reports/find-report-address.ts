import { askTogether } from "#lib/db/ask-together.ts";
import type { Db } from "#lib/db/client.ts";
import { allowanceClosedSql, pointsPerDay, unvouchedFrom } from "./allowance.ts";

export type AddressedDomain = {
  domainId: string;
  domain: string;
  organizationId: string;
  verified: boolean;
  /** Days for which its organization keeps reports; older ones are taken no more. */
  retentionDays: number;
  /** Until when it takes nothing more that nobody vouches for, from there or at all; `null`: it does. */
  unvouchedClosedUntil: Date | null;
};

/** What our tokens look like; anything else, such as U+0000, is none and is not asked for. */
const tokenForm = /^[a-z0-9]{16,64}$/;

/**
 * The domain whose reports a token receives; `null` when there is none, or when its time is over. `peer`: the address
 * that wants to deliver. Concurrent ones are asked for together.
 */
export async function findReportAddress(
  db: Db,
  token: string,
  now: Date,
  peer: string | null = null,
): Promise<AddressedDomain | null> {
  return tokenForm.test(token) ? findByToken(db, { token, now, from: unvouchedFrom(peer) }) : null;
}

const findByToken = askTogether(
  async (
    db: Db,
    asked: { token: string; now: Date; from: string | null }[],
  ): Promise<(AddressedDomain | null)[]> => {
    const found = await db.pool.query<Row>({
      name: "find-report-address",
      text: select(`unnest($1::bigint[], $2::text[], $3::text[]) WITH ORDINALITY AS q(at, "from", token, position)
        JOIN LATERAL (SELECT a.domain_id FROM report_addresses a
          WHERE a.token = q.token AND (a.expires_at IS NULL OR a.expires_at > to_timestamp(q.at / 1000.0))
          LIMIT 1) AS a ON true
        JOIN domains d ON d.id = a.domain_id`),
      values: [
        asked.map(({ now }) => now.getTime()),
        asked.map(({ from }) => from),
        asked.map(({ token }) => token),
      ],
    });
    const rows = new Map(found.rows.map((row) => [Number(row.position), row]));
    return asked.map((_, index) => {
      const row = rows.get(index + 1);
      return row ? addressOf(row) : null;
    });
  },
);

/**
 * The proven domains of an organization among those names, which are A-labels in lower case and without U+0000.
 * Concurrent ones are asked for together.
 */
export async function findDomainsByName(
  db: Db,
  organizationId: string,
  names: string[],
  now: Date,
): Promise<AddressedDomain[]> {
  return names.length === 0 ? [] : findByNames(db, { organizationId, names, now });
}

const findByNames = askTogether(
  async (
    db: Db,
    asked: { organizationId: string; names: string[]; now: Date }[],
  ): Promise<AddressedDomain[][]> => {
    const each = asked.flatMap(({ names, ...rest }, index) =>
      names.map((name) => ({ ...rest, name, position: index + 1 })),
    );
    const found = await db.pool.query<Row>({
      name: "find-domains-by-name",
      text: `${select(`unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::text[])
          AS q(at, position, organization_id, name)
        CROSS JOIN (SELECT NULL::text AS "from") AS nobody
        JOIN LATERAL (SELECT * FROM domains d
          WHERE d.organization_id = q.organization_id AND d.name = q.name AND d.verified_at IS NOT NULL
          LIMIT 1) AS d ON true`)}
        ORDER BY d.name`,
      values: [
        each.map(({ now }) => now.getTime()),
        each.map(({ position }) => position),
        each.map((one) => one.organizationId),
        each.map(({ name }) => name),
      ],
    });
    const rows = Map.groupBy(found.rows, (row) => Number(row.position) - 1);
    return asked.map((_, index) => (rows.get(index) ?? []).map(addressOf));
  },
);

type Row = {
  position: bigint;
  domain_id: string;
  name: string;
  organization_id: string;
  verified: boolean;
  retention_days: number;
  closed_until: bigint | null;
};

/**
 * `asked` joins what is asked for (`at`, `from` as `unvouchedFrom` names it, `position`) with the domains `d`. The plan
 * is kept, also from when the tables were empty: subqueries leave it no choice but to look each key up in its index.
 */
function select(asked: string): string {
  return `SELECT q.position, d.id AS domain_id, d.name, d.organization_id, d.verified_at IS NOT NULL AS verified,
      o.retention_days, greatest(
        ${allowanceClosedSql("d.id", "''", pointsPerDay.unvouched, "q.at")},
        ${allowanceClosedSql("d.id", '"from"', pointsPerDay.unvouchedFromOne, "q.at")}) AS closed_until
    FROM ${asked}
    JOIN organizations o ON o.id = d.organization_id`;
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
