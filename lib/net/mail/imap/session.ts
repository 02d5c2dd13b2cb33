import type { ImapFlow, MessageStructureObject } from "imapflow";
import type { MailboxFaultCode } from "#lib/core/mailbox/mailbox-fault.ts";
import { ImapTrouble, troubleOf } from "./imap-trouble.ts";
import type { MailOverview, MailPart } from "./may-hold-report.ts";

export type OpenedFolder = {
  /** Another one than before: every UID known before means nothing now (RFC 9051 §2.3.1.1). */
  uidValidity: bigint;
  mails: number;
};

export type ImapAbilities = { idle: boolean; move: boolean };

/** One logged-in connection. Everything but `close` rejects with `ImapTrouble`. */
export type ImapSession = {
  abilities: ImapAbilities;
  /** `readOnly` changes nothing in the folder, not even what is new. */
  openFolder(folder: string, options: { readOnly: boolean }): Promise<OpenedFolder>;
  hasFolder(folder: string): Promise<boolean>;
  createFolder(folder: string): Promise<void>;
  /** In ascending order, those above `after`. */
  uidsAbove(after: number): Promise<number[]>;
  /** Of the mails from `first` to `last`; those that are gone meanwhile are missing. */
  overviews(first: number, last: number): Promise<MailOverview[]>;
  /** Whole mails; those that are gone meanwhile are missing. Nothing is marked as read. */
  sources(uids: readonly number[]): Promise<Map<number, Buffer>>;
  /** Marks as read, and with our keyword where the folder takes new ones. */
  mark(uids: readonly number[]): Promise<void>;
  move(uids: readonly number[], folder: string): Promise<void>;
  /** Until mail may have come, or `ms` have passed, or the connection has gone. Never rejects. */
  waitForMail(ms: number, signal: AbortSignal): Promise<void>;
  /** Never rejects. */
  close(): Promise<void>;
};

/** The error behind an answer of the library that only says "no". */
export type LastError = { error: unknown };

/** Says which mails were taken; RFC 9051 §2.3.2 lets clients name their own. */
export const ourKeyword = "$Sealpost";

/** Whether the server has told of new mail since the folder was last looked at. */
type News = { heard: boolean };

type Failing = { secrets: readonly string[]; last: LastError };

export function createSession(client: ImapFlow, failing: Failing): ImapSession {
  const has = (capability: string) => client.capabilities.has(capability);
  const news: News = { heard: false };
  client.on("exists", () => {
    news.heard = true;
  });
  const abilities = { idle: has("IDLE"), move: has("MOVE") || has("UIDPLUS") };
  const attempt = <T>(act: () => Promise<T>, code: MailboxFaultCode = "command-refused") =>
    attempted(act, code, failing);
  const succeed = (act: () => Promise<unknown>, code: MailboxFaultCode = "command-refused") =>
    attempt(async () => {
      failing.last.error = null;
      if (!(await act())) throw failing.last.error ?? unsaid(client, code);
    }, code);
  return {
    abilities,
    openFolder: (folder, options) => attempt(() => open(client, folder, options), "folder-missing"),
    hasFolder: (folder) =>
      attempt(async () => {
        const wanted = comparable(folder);
        return (await client.list({ listOnly: true })).some(({ path }) => comparable(path) === wanted);
      }),
    createFolder: (folder) => succeed(() => client.mailboxCreate(folder), "move-folder"),
    uidsAbove: (after) => {
      news.heard = false;
      return attempt(() => uidsAbove(client, after, failing));
    },
    overviews: (first, last) => attempt(() => overviews(client, `${first}:${last}`)),
    sources: (uids) => attempt(() => sources(client, uids)),
    mark: (uids) => succeed(() => mark(client, uids)),
    move: (uids, folder) => {
      // Without either, the library would expunge what others have marked as deleted.
      if (!abilities.move) return Promise.reject(new ImapTrouble("move-unsupported", null));
      return succeed(() => client.messageMove(uids.join(","), folder, { uid: true }), "move-folder");
    },
    waitForMail: (ms, signal) =>
      news.heard ? Promise.resolve() : waitForMail(client, abilities, ms, signal),
    close: () => close(client),
  };
}

/** The library answers "no" without an error also when the connection has gone under a command. */
function unsaid({ usable }: ImapFlow, code: MailboxFaultCode): ImapTrouble {
  return new ImapTrouble(usable ? code : "connection-lost", null);
}

async function attempted<T>(
  act: () => Promise<T>,
  fallback: MailboxFaultCode,
  { secrets }: Failing,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw troubleOf(error, { secrets, fallback });
  }
}

async function open(
  client: ImapFlow,
  folder: string,
  { readOnly }: { readOnly: boolean },
): Promise<OpenedFolder> {
  const { uidValidity, exists } = await client.mailboxOpen(folder, { readOnly });
  return { uidValidity, mails: exists };
}

/** INBOX alone is the same in any case (RFC 9051 §5.1). */
function comparable(folder: string): string {
  return folder.toUpperCase() === "INBOX" ? "INBOX" : folder;
}

async function uidsAbove(client: ImapFlow, after: number, { last }: Failing): Promise<number[]> {
  last.error = null;
  const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
  if (!Array.isArray(found)) throw last.error ?? unsaid(client, "command-refused");
  // `*` stands for the last mail, also when that is below the range (RFC 9051 §9).
  return found.filter((uid) => uid > after).toSorted((a, b) => a - b);
}

async function overviews(client: ImapFlow, range: string): Promise<MailOverview[]> {
  const query = {
    size: true,
    internalDate: true,
    bodyStructure: true,
    headers: ["TLS-Report-Domain", "TLS-Report-Submitter"],
  };
  const found: MailOverview[] = [];
  for await (const mail of client.fetch(range, query, { uid: true })) {
    const { uid, size, internalDate, bodyStructure, headers } = mail;
    found.push({
      uid,
      sizeBytes: size ?? 0,
      receivedAt: internalDate === undefined ? null : validDate(internalDate),
      announced: /^tls-report-(?:domain|submitter):/im.test(headers?.toString("latin1") ?? ""),
      structure: bodyStructure ? partOf(bodyStructure) : null,
    });
  }
  return found.toSorted((a, b) => a.uid - b.uid);
}

function validDate(date: Date | string): Date | null {
  const read = new Date(date);
  return Number.isNaN(read.getTime()) ? null : read;
}

function partOf({ type, parameters, dispositionParameters, childNodes }: MessageStructureObject): MailPart {
  return { type, parameters, dispositionParameters, childNodes: childNodes?.map(partOf) };
}

async function sources(client: ImapFlow, uids: readonly number[]): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>();
  if (uids.length === 0) return found;
  for await (const { uid, source } of client.fetch(uids.join(","), { source: true }, { uid: true })) {
    if (source) found.set(uid, source);
  }
  return found;
}

function mark(client: ImapFlow, uids: readonly number[]): Promise<boolean> {
  const kept = client.mailbox === false ? undefined : client.mailbox.permanentFlags;
  const flags =
    kept === undefined || kept.has("\\*") || kept.has(ourKeyword) ? ["\\Seen", ourKeyword] : ["\\Seen"];
  return client.messageFlagsAdd(uids.join(","), flags, { uid: true });
}

function waitForMail(
  client: ImapFlow,
  { idle }: ImapAbilities,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      client.off("exists", done);
      client.off("close", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    client.on("exists", done);
    client.on("close", done);
    signal.addEventListener("abort", done);
    if (signal.aborted || !client.usable) return done();
    // Ends when the next command is given; what it fails with, that command fails with too.
    if (idle) void client.idle().catch(() => undefined);
  });
}

async function close(client: ImapFlow): Promise<void> {
  const gone = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
  if (client.usable) await Promise.race([client.logout().catch(() => undefined), gone]);
  client.close();
}
