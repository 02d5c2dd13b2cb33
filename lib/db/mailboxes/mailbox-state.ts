import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import type { Db } from "#lib/db/client.ts";

/** How far a folder has been read, and what came of it since the last time that was kept. */
export type MailboxProgress = {
  uidValidity: bigint;
  lastUid: number;
  mailsRead: number;
  reportsStored: number;
};

/** Only who has the claim keeps anything: `false` when it is gone. */
export async function keepProgress(
  db: Db,
  id: string,
  claim: string,
  { uidValidity, lastUid, mailsRead, reportsStored }: MailboxProgress,
): Promise<boolean> {
  const kept = await db.pool.query({
    name: "keep-mailbox-progress",
    text: `UPDATE mailboxes SET uid_validity = $3, last_uid = $4, mails_read = mails_read + $5,
        reports_stored = reports_stored + $6
      WHERE id = $1 AND claim = $2`,
    values: [id, claim, uidValidity, lastUid, mailsRead, reportsStored],
  });
  return kept.rowCount === 1;
}

/** The server let us in. */
export async function keepConnected(db: Db, id: string, claim: string): Promise<boolean> {
  const kept = await db.pool.query({
    name: "keep-mailbox-connected",
    text: "UPDATE mailboxes SET connected_at = clock_timestamp() WHERE id = $1 AND claim = $2",
    values: [id, claim],
  });
  return kept.rowCount === 1;
}

/** The server has put another refresh token in the place of the one that is sealed here. */
export async function keepSecret(db: Db, id: string, claim: string, secret: Uint8Array): Promise<boolean> {
  const kept = await db.pool.query({
    name: "keep-mailbox-secret",
    text: "UPDATE mailboxes SET secret = $3 WHERE id = $1 AND claim = $2",
    values: [id, claim, secret],
  });
  return kept.rowCount === 1;
}

/** Everything there is has been read: no fault stands. */
export async function keepRound(db: Db, id: string, claim: string): Promise<boolean> {
  const kept = await db.pool.query({
    name: "keep-mailbox-round",
    text: `UPDATE mailboxes SET read_at = clock_timestamp(), fault = NULL, failures = 0, not_before = NULL
      WHERE id = $1 AND claim = $2`,
    values: [id, claim],
  });
  return kept.rowCount === 1;
}

/** Keeps why it could not be read, gives the claim back, and leaves the mailbox alone for so long. */
export async function keepFault(
  db: Db,
  id: string,
  claim: string,
  { fault, restSeconds }: { fault: MailboxFault; restSeconds: number },
): Promise<void> {
  await db.pool.query({
    name: "keep-mailbox-fault",
    text: `UPDATE mailboxes SET fault = $3, failures = failures + 1, claim = NULL, claimed_until = NULL,
        not_before = clock_timestamp() + make_interval(secs => $4)
      WHERE id = $1 AND claim = $2`,
    values: [id, claim, JSON.stringify(fault), restSeconds],
  });
}
