import type { Db } from "#lib/db/client.ts";

/** A claim is renewed three times before it lapses: then its holder is dead, or cut off from the database. */
export const mailboxClaimSeconds = 30;

/** Mailboxes that somebody should read now, those first that have waited longest. */
export async function mailboxesDue(db: Db, limit: number): Promise<string[]> {
  const found = await db.pool.query<{ id: string }>({
    name: "mailboxes-due",
    text: `SELECT id FROM mailboxes WHERE ${free} ORDER BY read_at NULLS FIRST, id LIMIT $1`,
    values: [limit],
  });
  return found.rows.map(({ id }) => id);
}

/** By the database's clock, since the claim is one among many processes. */
const free = `NOT paused AND (not_before IS NULL OR not_before <= clock_timestamp())
  AND (claimed_until IS NULL OR claimed_until < clock_timestamp())`;

/** Takes the right to read a mailbox; `false` while somebody else has it, or it is to be left alone. */
export async function claimMailbox(db: Db, id: string, claim: string): Promise<boolean> {
  const claimed = await db.pool.query({
    name: "claim-mailbox",
    text: `UPDATE mailboxes SET claim = $2, claimed_until = clock_timestamp() + make_interval(secs => $3)
      WHERE id = $1 AND ${free}`,
    values: [id, claim, mailboxClaimSeconds],
  });
  return claimed.rowCount === 1;
}

/** Keeps the right; `false`: it is gone, because the mailbox was changed, paused or removed, or the claim had lapsed. */
export async function renewMailbox(db: Db, id: string, claim: string): Promise<boolean> {
  const renewed = await db.pool.query({
    name: "renew-mailbox",
    text: `UPDATE mailboxes SET claimed_until = clock_timestamp() + make_interval(secs => $3)
      WHERE id = $1 AND claim = $2`,
    values: [id, claim, mailboxClaimSeconds],
  });
  return renewed.rowCount === 1;
}

/** Gives the right back, if it is still the caller's; nobody takes it for `restSeconds`. */
export async function releaseMailbox(db: Db, id: string, claim: string, restSeconds: number): Promise<void> {
  await db.pool.query({
    name: "release-mailbox",
    text: `UPDATE mailboxes SET claim = NULL, claimed_until = NULL,
        not_before = clock_timestamp() + make_interval(secs => $3)
      WHERE id = $1 AND claim = $2`,
    values: [id, claim, restSeconds],
  });
}
