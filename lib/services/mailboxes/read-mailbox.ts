import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import type { Mailbox } from "#lib/db/client.ts";
import { keepConnected, keepProgress, keepRound, keepSecret } from "#lib/db/mailboxes/mailbox-state.ts";
import { ImapTrouble, imapFaultOf } from "#lib/net/mail/imap/imap-trouble.ts";
import type { ImapSession } from "#lib/net/mail/imap/session.ts";
import type { Context } from "#lib/services/context.ts";
import { enterMailbox } from "./enter-mailbox.ts";
import { openSecret, sealSecret } from "./mailbox-secret.ts";
import { readRound } from "./read-round.ts";
import type { WaitingMails } from "./waiting-mails.ts";

export type ReadMailbox = {
  /** Anew for each step, since reading goes on for days. */
  context: () => Context;
  id: string;
  /** The caller has it, and renews it. */
  claim: string;
  waiting: WaitingMails;
  /** Ends the reading between two steps. */
  signal: AbortSignal;
  /** How long without news until the folder is looked at again. */
  pollMs?: number;
};

/** Why a reading ended. `hung-up`: the server closed a connection on which everything had been read. */
export type ReadingEnd =
  | { kind: "stopped" }
  | { kind: "claim-lost" }
  | { kind: "hung-up" }
  | { kind: "fault"; fault: MailboxFault; failures: number };

const defaultPollMs = 300_000;

/** For the step under way, when the reading is to stop; a server that hangs does not hold it up. */
const graceMs = 3_000;

/**
 * Reads a mailbox and watches it, until it is told to stop, loses its claim, or the connection fails. Rejects when our own
 * storage fails: nothing of what was under way is marked, moved or remembered as read then.
 */
export async function readMailbox(task: ReadMailbox): Promise<ReadingEnd> {
  const context = task.context();
  const mailbox = await context.db.prisma.mailbox.findFirst({ where: { id: task.id, claim: task.claim } });
  if (!mailbox) return { kind: "claim-lost" };
  const progress = { rounds: 0 };
  try {
    const secret = openSecret(context, mailbox);
    if (secret === null) throw new ImapTrouble("secret-lost", null);
    const session = await enterMailbox(context, mailbox, secret, (renewed) =>
      held(keepSecret(context.db, task.id, task.claim, sealSecret(context, mailbox, renewed))),
    );
    task.signal.addEventListener("abort", () => setTimeout(session.close, graceMs).unref());
    try {
      return await watch(task, mailbox, session, progress);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof ClaimLost) return { kind: "claim-lost" };
    const fault = imapFaultOf(error);
    if (fault === null) throw error;
    if (task.signal.aborted) return { kind: "stopped" };
    if (fault.code === "connection-lost" && progress.rounds > 0) return { kind: "hung-up" };
    return { kind: "fault", fault, failures: progress.rounds > 0 ? 0 : mailbox.failures };
  }
}

class ClaimLost extends Error {}

async function held(kept: Promise<boolean>): Promise<void> {
  if (!(await kept)) throw new ClaimLost();
}

async function watch(
  task: ReadMailbox,
  mailbox: Mailbox,
  session: ImapSession,
  progress: { rounds: number },
): Promise<ReadingEnd> {
  const { context, id, claim, signal, waiting } = task;
  const { db } = context();
  await held(keepConnected(db, id, claim));
  if (mailbox.afterwards === "move") await ensureFolder(session, mailbox.moveTo ?? "");
  const { uidValidity } = await session.openFolder(mailbox.folder, {
    readOnly: mailbox.afterwards === "leave",
  });
  const known = mailbox.uidValidity === uidValidity;
  if (!known) waiting.clear();
  let lastUid = known ? Number(mailbox.lastUid) : 0;
  while (!signal.aborted) {
    lastUid = await readRound(
      {
        context,
        mailbox,
        session,
        waiting,
        signal,
        keep: (done) => held(keepProgress(db, id, claim, { uidValidity, ...done })),
      },
      lastUid,
    );
    if (signal.aborted) break;
    await held(keepRound(db, id, claim));
    progress.rounds += 1;
    await session.waitForMail(task.pollMs ?? defaultPollMs, signal);
  }
  return { kind: "stopped" };
}

/** It is made where it is missing: a mail that cannot be moved would hold back all that come after it. */
async function ensureFolder(session: ImapSession, folder: string): Promise<void> {
  if (!session.abilities.move) throw new ImapTrouble("move-unsupported", null);
  if (!(await session.hasFolder(folder))) await session.createFolder(folder);
}
