import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import type { Db } from "#lib/db/client.ts";

/** Looks that saw the same, from `since` to `checkedAt`; `evidence` is that of the first, `posture` that of the newest. */
export type StoredCheck = {
  domainId: string;
  id: string;
  since: Date;
  checkedAt: Date;
  looks: number;
  evidence: DomainEvidence;
  posture: Posture;
};

/** The newest check of each domain. */
export async function newestChecks(db: Db, domainIds: string[]): Promise<Map<string, StoredCheck>> {
  if (domainIds.length === 0) return new Map();
  const found = await db.pool.query<StoredCheck>({
    name: "newest-checks",
    text: `SELECT c.* FROM unnest($1::uuid[]) AS d(id)
      CROSS JOIN LATERAL (SELECT domain_id AS "domainId", id, since, checked_at AS "checkedAt", looks, evidence, posture
        FROM checks WHERE domain_id = d.id ORDER BY checked_at DESC, id DESC LIMIT 1) c`,
    values: [domainIds],
  });
  return new Map(found.rows.map((row) => [row.domainId, row]));
}
