import type { Db } from "#lib/db/client.ts";

export type DomainDue = {
  domainId: string;
  organizationId: string;
  organization: string;
  domain: string;
  /** 1 for the domain of its organization that has waited longest, 2 for the next, … */
  turn: number;
};

/**
 * Proven domains whose next check has come due. Organizations take turns, each with the domain that has waited longest:
 * one with thousands of slow or failing domains does not keep the others waiting.
 */
export async function domainsDue(db: Db, now: Date, limit: number): Promise<DomainDue[]> {
  const found = await db.pool.query<DomainDue>({
    name: "domains-due",
    text: `SELECT d.id AS "domainId", o.id AS "organizationId", o.slug AS organization, d.name AS domain,
        row_number() OVER (PARTITION BY o.id ORDER BY d.next_check_at, d.id)::int AS turn
      FROM domains d JOIN organizations o ON o.id = d.organization_id
      WHERE d.verified_at IS NOT NULL AND d.next_check_at <= $1
      ORDER BY turn, d.next_check_at, d.id LIMIT $2`,
    values: [now, limit],
  });
  return found.rows;
}
