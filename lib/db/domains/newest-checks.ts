import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import type { Db } from "#lib/db/client.ts";

export type StoredCheck = {
  domainId: string;
  id: string;
  checkedAt: Date;
  evidence: DomainEvidence;
  posture: Posture;
};

/** The newest check of each domain. */
export async function newestChecks(db: Db, domainIds: string[]): Promise<Map<string, StoredCheck>> {
  if (domainIds.length === 0) return new Map();
  const found = await db.pool.query<{
    domain_id: string;
    id: string;
    checked_at: Date;
    evidence: DomainEvidence;
    posture: Posture;
  }>({
    name: "newest-checks",
    text: `SELECT c.* FROM unnest($1::uuid[]) AS d(id)
      CROSS JOIN LATERAL (SELECT domain_id, id, checked_at, evidence, posture FROM checks
        WHERE domain_id = d.id ORDER BY checked_at DESC, id DESC LIMIT 1) c`,
    values: [domainIds],
  });
  return new Map(
    found.rows.map((row) => [
      row.domain_id,
      {
        domainId: row.domain_id,
        id: row.id,
        checkedAt: row.checked_at,
        evidence: row.evidence,
        posture: row.posture,
      },
    ]),
  );
}
