import type { Mailbox } from "#lib/db/client.ts";
import { type MailOverview, mayHoldReport } from "#lib/net/mail/imap/may-hold-report.ts";
import type { ImapSession } from "#lib/net/mail/imap/session.ts";
import type { Context } from "#lib/services/context.ts";
import { largestMailBytes, type MailOutcome, takeMail } from "./take-mail.ts";
import type { WaitingMails } from "./waiting-mails.ts";

export type Reading = {
  context: () => Context;
  mailbox: Pick<Mailbox, "organizationId" | "afterwards" | "moveTo">;
  session: ImapSession;
  waiting: WaitingMails;
  signal: AbortSignal;
  /** Keeps how far the folder has been read; what it rejects with ends the reading. */
  keep: (progress: { lastUid: number; mailsRead: number; reportsStored: number }) => Promise<void>;
};

/** Mails whose structure is asked for at a time, and whose bodies are fetched and under way at a time. */
const mailsPerWindow = 500;
const fetchedAtOnce = 100;
const fetchedBytes = 8_388_608;
const takenAtOnce = 16;

/** How long a mail waits for its signature's key, and for room with us, and how long between two tries. */
const patience = { "signature-not-checked": 3 * 3_600_000, "no-room": 2 * 86_400_000 } as const;
const untilNextTry = { "signature-not-checked": 5 * 60_000, "no-room": 3_600_000 } as const;

/**
 * Reads what came above `lastUid`, window by window, and returns the UID up to which everything is done. A window is
 * remembered only when all of it is committed, and marked or moved where that is wanted.
 */
export async function readRound(reading: Reading, lastUid: number): Promise<number> {
  const { session, waiting, signal } = reading;
  const uids = await session.uidsAbove(lastUid);
  waiting.keepOnly(new Set(uids));
  let doneUpTo = lastUid;
  for (const window of windowsOf(uids.filter((uid) => waiting.isDue(uid, reading.context().now)))) {
    if (signal.aborted) return doneUpTo;
    const reportsStored = await readWindow(reading, window);
    doneUpTo = waiting.doneUpTo(doneUpTo);
    await reading.keep({ lastUid: doneUpTo, mailsRead: window.length, reportsStored });
  }
  return doneUpTo;
}

function windowsOf(uids: number[]): number[][] {
  const count = Math.ceil(uids.length / mailsPerWindow);
  return Array.from({ length: count }, (_, index) =>
    uids.slice(index * mailsPerWindow, (index + 1) * mailsPerWindow),
  );
}

/** How many reports were new. */
async function readWindow(reading: Reading, uids: number[]): Promise<number> {
  const { session, waiting } = reading;
  const [first, last] = [uids[0], uids.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const wanted = new Set(uids);
  const overviews = (await session.overviews(first, last)).filter(({ uid }) => wanted.has(uid));
  const worthwhile = overviews.filter((mail) => mayHoldReport(mail) && mail.sizeBytes <= largestMailBytes);
  const safe: number[] = [];
  let reports = 0;
  for (const batch of batchesOf(worthwhile)) {
    for (const { uid, outcome } of await takeBatch(reading, batch)) {
      if (outcome.kind !== "none") reports += outcome.reports;
      if (outcome.kind === "safe") safe.push(uid);
      if (settle(reading, uid, outcome)) wanted.delete(uid);
    }
  }
  if (safe.length > 0) await dealWith(reading, safe);
  for (const uid of wanted) waiting.finish(uid);
  return reports;
}

/** `true`: the mail waits. */
function settle({ context, waiting }: Reading, uid: number, outcome: MailOutcome): boolean {
  if (outcome.kind !== "later") return false;
  const { now } = context();
  if (now.getTime() - waiting.since(uid, now).getTime() >= patience[outcome.why]) return false;
  waiting.putOff(uid, new Date(now.getTime() + untilNextTry[outcome.why]), now);
  return true;
}

function batchesOf(mails: MailOverview[]): MailOverview[][] {
  const batches: MailOverview[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const mail of mails) {
    const batch = batches.at(-1);
    if (!batch || batch.length >= fetchedAtOnce || bytes + mail.sizeBytes > fetchedBytes) {
      batches.push([mail]);
      bytes = mail.sizeBytes;
    } else {
      batch.push(mail);
      bytes += mail.sizeBytes;
    }
  }
  return batches;
}

type Settled = { uid: number; outcome: MailOutcome };

/** Several at a time, so that they share transactions. */
async function takeBatch(reading: Reading, batch: MailOverview[]): Promise<Settled[]> {
  const sources = await reading.session.sources(batch.map(({ uid }) => uid));
  const settled: Settled[] = [];
  const queue = batch.values();
  const work = async () => {
    for (const mail of queue) {
      const raw = sources.get(mail.uid);
      const outcome = raw ? await takeOne(reading, mail, raw) : ({ kind: "none" } as const);
      settled.push({ uid: mail.uid, outcome });
    }
  };
  await Promise.all(Array.from({ length: takenAtOnce }, work));
  return settled;
}

function takeOne(
  { context, mailbox, waiting }: Reading,
  { uid, announced, receivedAt }: MailOverview,
  raw: Buffer,
): Promise<MailOutcome> {
  const current = context();
  const waited = current.now.getTime() - waiting.since(uid, current.now).getTime();
  const lastTry = waited >= patience["signature-not-checked"];
  return takeMail(current, mailbox.organizationId, { raw, announced, receivedAt, lastTry });
}

/** Only what is stored with us is touched. */
function dealWith({ session, mailbox }: Reading, uids: number[]): Promise<void> {
  switch (mailbox.afterwards) {
    case "leave":
      return Promise.resolve();
    case "flag":
      return session.mark(uids);
    case "move":
      return session.move(uids, mailbox.moveTo ?? "");
    default:
      return mailbox.afterwards satisfies never;
  }
}
