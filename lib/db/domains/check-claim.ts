import type { Db } from "#lib/db/client.ts";

/** A claim is renewed three times before it lapses: then its holder is dead, or cut off from the database. */
export const claimSeconds = 30;

/** Takes the right to check a domain, by the database's clock; `false` while somebody else has it. */
export async function claimCheck(db: Db, domainId: string, claim: string): Promise<boolean> {
  const claimed = await db.pool.query({
    name: "claim-check",
    text: `UPDATE domains SET check_claim = $2, claimed_until = clock_timestamp() + make_interval(secs => $3)
      WHERE id = $1 AND (claimed_until IS NULL OR claimed_until < clock_timestamp())`,
    values: [domainId, claim, claimSeconds],
  });
  return claimed.rowCount === 1;
}

/** Keeps the right while the check goes on; one that was given back, or has gone to somebody else, stays gone. */
export async function renewCheck(db: Db, domainId: string, claim: string): Promise<void> {
  await db.pool.query({
    name: "renew-check",
    text: `UPDATE domains SET claimed_until = clock_timestamp() + make_interval(secs => $3)
      WHERE id = $1 AND check_claim = $2`,
    values: [domainId, claim, claimSeconds],
  });
}

/** Gives the right back, if it is still the caller's. */
export async function releaseCheck(db: Db, domainId: string, claim: string): Promise<void> {
  await db.pool.query({
    name: "release-check",
    text: "UPDATE domains SET check_claim = NULL, claimed_until = NULL WHERE id = $1 AND check_claim = $2",
    values: [domainId, claim],
  });
}

/** Whether a check of the domain is under way. */
export async function isBeingChecked(db: Db, domainId: string): Promise<boolean> {
  const found = await db.pool.query<{ running: boolean }>({
    name: "is-being-checked",
    text: "SELECT coalesce(claimed_until >= clock_timestamp(), false) AS running FROM domains WHERE id = $1",
    values: [domainId],
  });
  return found.rows[0]?.running ?? false;
}
