import type { Db } from "#lib/db/client.ts";

export type DomainDue = {
  domainId: string;
  organization: string;
  domain: string;
  /** 1 for the longest unchecked domain of its organization, 2 for the next, … */
  turn: number;
};

/**
 * Proven domains whose newest check is older than `before`, or that have none. Organizations take turns, each with its
 * longest unchecked domain: one with thousands of slow or failing domains does not keep the others waiting.
 */
export async function domainsDue(db: Db, before: Date, limit: number): Promise<DomainDue[]> {
  const found = await db.pool.query<{ id: string; slug: string; name: string; turn: number }>(
    `SELECT d.id, o.slug, d.name, c.checked_at,
        row_number() OVER (PARTITION BY o.id ORDER BY c.checked_at NULLS FIRST, d.id)::int AS turn
      FROM domains d JOIN organizations o ON o.id = d.organization_id
      LEFT JOIN LATERAL (SELECT checked_at FROM checks WHERE domain_id = d.id
        ORDER BY checked_at DESC LIMIT 1) c ON true
      WHERE d.verified_at IS NOT NULL AND (c.checked_at IS NULL OR c.checked_at < $1)
      ORDER BY turn, c.checked_at NULLS FIRST, d.id LIMIT $2`,
    [before, limit],
  );
  return found.rows.map(({ id, slug, name, turn }) => ({
    domainId: id,
    organization: slug,
    domain: name,
    turn,
  }));
}
