import { randomUUID } from "node:crypto";
import { restAfterFault } from "#lib/core/mailbox/mailbox-fault.ts";
import {
  claimMailbox,
  mailboxClaimSeconds,
  mailboxesDue,
  releaseMailbox,
  renewMailbox,
} from "#lib/db/mailboxes/mailbox-claim.ts";
import { keepFault } from "#lib/db/mailboxes/mailbox-state.ts";
import type { Context } from "#lib/services/context.ts";
import { type ReadingEnd, readMailbox } from "#lib/services/mailboxes/read-mailbox.ts";
import { WaitingMails } from "#lib/services/mailboxes/waiting-mails.ts";
import { findEveryMs, startFinder } from "./finder.ts";

export type Mailboxes = { stop: () => Promise<void> };

export type MailboxPace = { findEveryMs: number; pollMs: number };

/** How often a worker looks for mailboxes that nobody reads, and how long one rests without news. */
const defaultPace: MailboxPace = { findEveryMs, pollMs: 300_000 };

/** Connections of one process. */
const mailboxesAtOnce = 200;

/** Until a server that hung up is connected to again. */
const restAfterHangUp = 30;

/** How long stopping waits for those who are at it. */
const stopWithinMs = 8_000;

type Keeper = {
  context: () => Context;
  report: (error: unknown) => void;
  pace: MailboxPace;
  /** Mails that wait, by mailbox: they outlive a connection. */
  waiting: Map<string, WaitingMails>;
};

type Reader = { abort: () => void; ended: Promise<void> };

/**
 * Reads the mailboxes of all organizations: every worker looks for those that nobody reads, and any number of workers
 * share them. A claim in the mailbox's row keeps others away; that of a worker who died lapses.
 */
export function startMailboxes(
  context: () => Context,
  report: (error: unknown) => void,
  pace: MailboxPace = defaultPace,
): Mailboxes {
  const keeper: Keeper = { context, report, pace, waiting: new Map() };
  const readers = new Map<string, Reader>();
  let stopped = false;
  const finder = startFinder(() => takeUp(keeper, readers, () => stopped), report, pace.findEveryMs);
  return {
    stop: async () => {
      stopped = true;
      await finder.stop();
      for (const reader of readers.values()) reader.abort();
      const ended = Promise.all([...readers.values()].map((reader) => reader.ended));
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref())]);
    },
  };
}

async function takeUp(keeper: Keeper, readers: Map<string, Reader>, stopped: () => boolean): Promise<void> {
  const { db } = keeper.context();
  const due = await mailboxesDue(db, mailboxesAtOnce);
  for (const id of due) {
    if (stopped() || readers.size >= mailboxesAtOnce) return;
    if (readers.has(id)) continue;
    const claim = randomUUID();
    if (!(await claimMailbox(db, id, claim))) continue;
    readers.set(
      id,
      startReader(keeper, id, claim, () => readers.delete(id)),
    );
  }
}

function startReader(keeper: Keeper, id: string, claim: string, gone: () => void): Reader {
  const { db } = keeper.context();
  const controller = new AbortController();
  const renewal = keepClaim(() => renewMailbox(db, id, claim), controller);
  const waiting = keeper.waiting.get(id) ?? new WaitingMails();
  keeper.waiting.set(id, waiting);
  const { context, pace } = keeper;
  const reading = readMailbox({
    context,
    id,
    claim,
    waiting,
    signal: controller.signal,
    pollMs: pace.pollMs,
  });
  const ended = reading
    .catch((error): ReadingEnd => {
      keeper.report(error);
      return { kind: "fault", fault: { code: "our-trouble", words: null }, failures: 0 };
    })
    .then((end) => settle(keeper, id, claim, end))
    .catch(keeper.report)
    .finally(() => {
      clearInterval(renewal);
      gone();
    });
  return { abort: () => controller.abort(), ended };
}

/** Without an answer of the database for as long as a claim lasts, it may be another's. */
function keepClaim(renew: () => Promise<boolean>, controller: AbortController): NodeJS.Timeout {
  const lastsMs = mailboxClaimSeconds * 1_000;
  let renewedAt = performance.now();
  return setInterval(async () => {
    const startedAt = performance.now();
    const held = await renew().catch(() => null);
    if (held) renewedAt = startedAt;
    const lapsed = performance.now() - renewedAt > lastsMs * 0.8;
    if (held === false || lapsed) controller.abort();
  }, lastsMs / 3);
}

async function settle(keeper: Keeper, id: string, claim: string, end: ReadingEnd): Promise<void> {
  const { db } = keeper.context();
  switch (end.kind) {
    case "claim-lost":
      return;
    case "stopped":
      return releaseMailbox(db, id, claim, 0);
    case "hung-up":
      return releaseMailbox(db, id, claim, restAfterHangUp);
    case "fault": {
      const restSeconds = restAfterFault(end.fault.code, end.failures + 1);
      return keepFault(db, id, claim, { fault: end.fault, restSeconds });
    }
    default:
      return end satisfies never;
  }
}
