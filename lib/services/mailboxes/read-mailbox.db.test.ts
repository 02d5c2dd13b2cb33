import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { ImapFlow } from "imapflow";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import type { SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import type { Db, Mailbox } from "#lib/db/client.ts";
import { claimMailbox } from "#lib/db/mailboxes/mailbox-claim.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { connectImap } from "#lib/net/mail/imap/connect-imap.ts";
import { ImapTrouble } from "#lib/net/mail/imap/imap-trouble.ts";
import { ourKeyword } from "#lib/net/mail/imap/session.ts";
import { hasDovecot, startDovecot } from "#lib/net/mail/imap/testing/dovecot.ts";
import { startHoodiecrow } from "#lib/net/mail/imap/testing/hoodiecrow.ts";
import { startWire, type TestImapServer, type Wire } from "#lib/net/mail/imap/testing/imap-server.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { buildMail, buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { addMailbox } from "./add-mailbox.ts";
import { openSecret } from "./mailbox-secret.ts";
import { type MailboxSettings, mailboxSettings } from "./mailbox-settings.ts";
import { type ReadingEnd, readMailbox } from "./read-mailbox.ts";
import { WaitingMails } from "./waiting-mails.ts";

let db: Db;
let drop: () => Promise<void>;
let owner: { organization: string; actor: Actor };
let domainId: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  owner = await makeUser(db, `owner${round}@example.test`);
  ({ domainId } = await makeDomain(db, owner.organization, `imap${round}.test`));
});

const outside = {
  resolver: {
    addresses: async () => ({ kind: "unreachable", reason: "timeout", detail: "told so" }) as const,
  },
  guard: createTargetGuard({ allow: ["127.0.0.0/8"] }),
  trust: createTrust([]),
};

type World = {
  askToken?: Context["net"]["askToken"];
  signatures?: (at: Date) => SignatureFact[];
  now?: () => Date;
  db?: Db;
};

function contextOf({
  signatures = () => [],
  now = () => new Date("2026-03-10T12:00:00Z"),
  askToken,
  ...rest
}: World = {}) {
  const context = testContext(db, owner.actor, { now: now(), ...rest });
  const net: Context["net"] = {
    ...context.net,
    connectImap: (account) => connectImap(account, outside),
    ...(askToken ? { askToken } : {}),
    verifySignatures: async () => signatures(now()),
  };
  return { ...context, net };
}

type Options = { afterwards?: Mailbox["afterwards"]; port: number; password?: string } & Partial<
  Pick<MailboxSettings, "authentication" | "tokenUrl" | "clientId" | "refreshToken">
>;

async function makeMailbox(
  server: TestImapServer,
  { afterwards = "leave", port, password, ...client }: Options,
) {
  const settings = mailboxSettings.parse({
    name: "Reports",
    host: "127.0.0.1",
    port,
    security: "none",
    authentication: "password",
    user: server.user,
    secret: password ?? server.password,
    folder: "INBOX",
    afterwards,
    moveTo: "Archive",
    ...client,
  });
  const added = await addMailbox(contextOf(), { organization: owner.organization, settings });
  if (!added.ok) throw new Error(added.code);
  return added.value.id;
}

type Run = World & { waiting?: WaitingMails; until?: (row: Mailbox) => boolean };

/** Reads until the condition holds, or the reading ends by itself. */
async function read(
  id: string,
  { waiting = new WaitingMails(), until, ...world }: Run = {},
): Promise<ReadingEnd> {
  const claim = randomUUID();
  expect(await claimMailbox(db, id, claim)).toBe(true);
  const before = await rowOf(id);
  const controller = new AbortController();
  const holds = until ?? ((row) => (row.readAt?.getTime() ?? 0) > (before.readAt?.getTime() ?? 0));
  let ended = false;
  const reading = readMailbox({
    context: () => contextOf(world),
    id,
    claim,
    waiting,
    signal: controller.signal,
    pollMs: 60_000,
  }).finally(() => {
    ended = true;
  });
  reading.catch(() => {});
  await vi.waitFor(async () => expect(ended || holds(await rowOf(id))).toBe(true), {
    timeout: 20_000,
    interval: 20,
  });
  controller.abort();
  const end = await reading.finally(() =>
    db.prisma.mailbox.update({ where: { id }, data: { claim: null, claimedUntil: null } }),
  );
  return end;
}

function rowOf(id: string): Promise<Mailbox> {
  return db.prisma.mailbox.findUniqueOrThrow({ where: { id } });
}

function reportJson(id: string, sessions = 5): string {
  return JSON.stringify({
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: {
          "policy-type": "sts",
          "policy-string": ["version: STSv1"],
          "policy-domain": `imap${round}.test`,
        },
        summary: { "total-successful-session-count": sessions, "total-failure-session-count": 0 },
      },
    ],
  });
}

/** What its signature is worth, the world says. */
function reportMail(id: string): Buffer {
  const content = gzipSync(reportJson(id));
  const parts = [{ type: "application/tlsrpt+gzip", name: `${id}.json.gz`, content }];
  return buildReportMail(parts, ["DKIM-Signature: v=1; d=reporter.example; s=s"]);
}

const plainMail = Buffer.from("From: a@sender.example\r\nSubject: lunch\r\n\r\nat noon?\r\n");

const dmarcMail = () =>
  buildMail([{ type: "application/gzip", name: "a!b!1!2.xml.gz", content: gzipSync("<feedback/>") }]);

function sessionsCounted() {
  return db.prisma.dailySessions.aggregate({
    where: { domainId },
    _sum: { successful: true, reports: true },
  });
}

async function folderOf(server: TestImapServer, folder: string): Promise<{ uid: number; flags: string[] }[]> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: server.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: server.user, pass: server.password },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen(folder, { readOnly: true });
  const mails = [];
  for await (const { uid, flags } of client.fetch("1:*", { flags: true })) {
    mails.push({ uid, flags: [...(flags ?? [])].filter((flag) => flag !== "\\Recent").toSorted() });
  }
  await client.logout();
  return mails;
}

const servers = [
  { name: "hoodiecrow", start: () => startHoodiecrow() },
  ...(hasDovecot() ? [{ name: "Dovecot", start: startDovecot }] : []),
];

describe.each(servers)("at $name", ({ start }) => {
  let server: TestImapServer;
  let wire: Wire;

  beforeEach(async () => {
    server = await start();
    wire = await startWire(server.port);
  });
  afterEach(async () => {
    await wire.close();
    await server.stop();
  });

  test("reports are stored for the domain that they name, and nothing else is touched", async () => {
    await server.put([reportMail("one"), plainMail, dmarcMail(), reportMail("two")]);
    const id = await makeMailbox(server, { port: wire.port });
    expect(await read(id)).toEqual({ kind: "stopped" });
    const reports = await db.prisma.report.findMany({ where: { domainId }, orderBy: { reportId: "asc" } });
    expect(reports.map(({ reportId, road, trust }) => [reportId, road, trust])).toEqual([
      ["one", "imap", "unverified"],
      ["two", "imap", "unverified"],
    ]);
    expect(await rowOf(id)).toMatchObject({
      lastUid: 4n,
      mailsRead: 4,
      reportsStored: 2,
      fault: null,
      failures: 0,
    });
    expect(await db.prisma.quarantined.count({ where: { organization: { slug: owner.organization } } })).toBe(
      0,
    );
    expect((await folderOf(server, "INBOX")).map(({ flags }) => flags)).toEqual([[], [], [], []]);
  });

  test("a second reading asks for nothing that was read", async () => {
    await server.put([reportMail("one")]);
    const id = await makeMailbox(server, { port: wire.port });
    await read(id);
    wire.commands.length = 0;
    await read(id);
    expect(wire.commands.filter((command) => command.includes("FETCH"))).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ mailsRead: 1 });
  });

  test("mail that comes while the mailbox is watched is stored at once", async () => {
    const id = await makeMailbox(server, { port: wire.port });
    const watching = read(id, { until: ({ reportsStored }) => reportsStored === 1 });
    await vi.waitFor(() => expect(wire.commands).toContain("IDLE"), { timeout: 10_000, interval: 20 });
    await server.put([reportMail("late")]);
    expect(await watching).toEqual({ kind: "stopped" });
    expect(await sessionsCounted()).toMatchObject({ _sum: { successful: 5n, reports: 1 } });
  });

  test("after another UIDVALIDITY everything is read anew, and counted once", async () => {
    await server.put([reportMail("one"), reportMail("two")]);
    const id = await makeMailbox(server, { port: wire.port });
    await read(id);
    const { uidValidity } = await rowOf(id);
    await server.renumber();
    await read(id);
    const after = await rowOf(id);
    expect(after.uidValidity).not.toBe(uidValidity);
    expect(after).toMatchObject({ mailsRead: 4, reportsStored: 2 });
    expect(await sessionsCounted()).toMatchObject({ _sum: { successful: 10n, reports: 2 } });
  });

  test("taken mails are marked as read, with a keyword of ours; the others stay new", async () => {
    await server.put([reportMail("one"), plainMail]);
    const id = await makeMailbox(server, { port: wire.port, afterwards: "flag" });
    await read(id);
    expect((await folderOf(server, "INBOX")).map(({ flags }) => flags)).toEqual([[ourKeyword, "\\Seen"], []]);
  });

  test("taken mails are moved, the others stay", async () => {
    await server.put([plainMail, reportMail("one"), reportMail("two")]);
    const id = await makeMailbox(server, { port: wire.port, afterwards: "move" });
    await read(id);
    expect(await folderOf(server, "INBOX")).toHaveLength(1);
    expect(await folderOf(server, "Archive")).toHaveLength(2);
    expect(await rowOf(id)).toMatchObject({ reportsStored: 2, lastUid: 3n });
  });

  test("a connection that is cut midway is a fault, and what was committed is not counted twice", async () => {
    await server.put([reportMail("one"), reportMail("two")]);
    const id = await makeMailbox(server, { port: wire.port, afterwards: "move" });
    wire.cutAt(/MOVE|COPY/);
    expect(await read(id)).toMatchObject({ kind: "fault", fault: { code: "connection-lost" } });
    expect(await rowOf(id)).toMatchObject({ lastUid: 0n, reportsStored: 0 });
    expect(await folderOf(server, "INBOX")).toHaveLength(2);
    wire.cutAt(null);
    await read(id);
    expect(await folderOf(server, "Archive")).toHaveLength(2);
    expect(await sessionsCounted()).toMatchObject({ _sum: { successful: 10n, reports: 2 } });
  });

  test("while nothing can be stored, nothing is marked or moved, and the mail is taken later", async () => {
    await server.put([reportMail("one")]);
    const id = await makeMailbox(server, { port: wire.port, afterwards: "move" });
    await db.pool.query("ALTER TABLE reports ADD CONSTRAINT test_no_room CHECK (false) NOT VALID");
    await db.pool.query(
      "ALTER TABLE quarantined_reports ADD CONSTRAINT test_no_room CHECK (false) NOT VALID",
    );
    try {
      await expect(read(id)).rejects.toThrow(/test_no_room/);
    } finally {
      await db.pool.query("ALTER TABLE reports DROP CONSTRAINT test_no_room");
      await db.pool.query("ALTER TABLE quarantined_reports DROP CONSTRAINT test_no_room");
    }
    expect(await folderOf(server, "INBOX")).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ lastUid: 0n });
    await read(id);
    expect(await folderOf(server, "INBOX")).toHaveLength(0);
    expect(await sessionsCounted()).toMatchObject({ _sum: { reports: 1 } });
  });

  test("a wrong password is a fault in the server's words", async () => {
    const id = await makeMailbox(server, { port: wire.port, password: "not it at all" });
    const end = await read(id);
    expect(end).toMatchObject({ kind: "fault", fault: { code: "login-refused" }, failures: 0 });
    expect(JSON.stringify(end)).not.toContain("not it at all");
  });

  test("a mail whose signature cannot be checked waits, holds nobody back, and is taken at last", async () => {
    await server.put([reportMail("first"), reportMail("second")]);
    const id = await makeMailbox(server, { port: wire.port });
    const waiting = new WaitingMails();
    let minutes = 0;
    let hidden = true;
    const fact = (result: SignatureFact["result"]): SignatureFact => ({
      domain: "reporter.example",
      selector: "s",
      result,
      reason: null,
      algorithm: "rsa-sha256",
    });
    const world = {
      waiting,
      now: () => new Date(Date.UTC(2026, 2, 10, 12, minutes)),
      signatures: () => [fact(hidden ? "temporary-error" : "pass")],
    };
    await read(id, world);
    expect(await rowOf(id)).toMatchObject({ lastUid: 0n, reportsStored: 0 });
    expect(await sessionsCounted()).toMatchObject({ _sum: { reports: null } });
    minutes = 6;
    hidden = false;
    await read(id, world);
    const trusts = await db.prisma.report.findMany({ where: { domainId }, select: { trust: true } });
    expect(trusts).toEqual([{ trust: "dkim" }, { trust: "dkim" }]);
    await server.put([reportMail("third")]);
    hidden = true;
    await read(id, world);
    minutes += 181;
    await read(id, world);
    const third = await db.prisma.report.findFirst({ where: { domainId, reportId: "third" } });
    expect(third?.trust).toBe("unverified");
    expect(await rowOf(id)).toMatchObject({ lastUid: 3n, reportsStored: 3 });
  });
});

test.each(servers)(
  "a mailbox of 5,000 mails is read once, most of it without its bodies, at $name",
  async ({ start }) => {
    const server = await start();
    const wire = await startWire(server.port);
    const mails = Array.from({ length: 5_000 }, (_, index) =>
      index % 100 === 0 ? reportMail(`r${index}`) : plainMail,
    );
    await server.put(mails);
    const id = await makeMailbox(server, { port: wire.port });
    await read(id);
    const fetches = wire.commands.filter((command) => command.includes("FETCH"));
    expect(fetches.filter((command) => command.includes("BODYSTRUCTURE"))).toHaveLength(10);
    expect(fetches.filter((command) => !command.includes("BODYSTRUCTURE"))).toHaveLength(10);
    expect(await rowOf(id)).toMatchObject({ lastUid: 5_000n, mailsRead: 5_000, reportsStored: 50 });
    wire.commands.length = 0;
    await server.put([reportMail("newest")]);
    await read(id);
    expect(wire.commands.filter((command) => command.includes("FETCH"))).toHaveLength(2);
    await wire.close();
    await server.stop();
  },
);

test("an OAuth 2 client reads with a token asked for just then, and the new refresh token is kept", async () => {
  const server = await startHoodiecrow();
  onTestFinished(server.stop);
  await server.put([reportMail("oauth")]);
  const id = await makeMailbox(server, {
    port: server.port,
    authentication: "oauth2_client",
    tokenUrl: "https://login.example/token",
    clientId: "app",
    refreshToken: "first",
  });
  const askToken = async () => ({ accessToken: "testtoken", refreshToken: "second" });
  expect(await read(id, { askToken })).toEqual({ kind: "stopped" });
  const row = await rowOf(id);
  expect(row).toMatchObject({ reportsStored: 1, fault: null });
  expect(openSecret(contextOf(), row)).toEqual({ secret: server.password, refreshToken: "second" });
});

test("a token that is refused is a fault in the words of who refused it", async () => {
  const id = await makeMailbox({ user: "testuser", password: "secret" } as TestImapServer, {
    port: 1,
    authentication: "oauth2_client",
    tokenUrl: "https://login.example/token",
    clientId: "app",
  });
  const fault = { code: "token-refused", words: "invalid_client" } as const;
  const askToken = () => Promise.reject(new ImapTrouble(fault.code, fault.words));
  expect(await read(id, { askToken, until: () => false })).toEqual({ kind: "fault", fault, failures: 0 });
});

test("a server without IDLE and MOVE is polled, and moving goes by UIDPLUS", async () => {
  const server = await startHoodiecrow({ without: ["IDLE", "MOVE"] });
  await server.put([reportMail("one")]);
  const id = await makeMailbox(server, { port: server.port, afterwards: "move" });
  expect(await read(id)).toEqual({ kind: "stopped" });
  expect(await folderOf(server, "Archive")).toHaveLength(1);
  expect(await folderOf(server, "INBOX")).toHaveLength(0);
  await server.stop();
});

test("without MOVE and UIDPLUS nothing is moved, since others' deleted mail would go too", async () => {
  const server = await startHoodiecrow({ without: ["UIDPLUS", "MOVE"] });
  await server.put([reportMail("one")]);
  const id = await makeMailbox(server, { port: server.port, afterwards: "move" });
  expect(await read(id)).toMatchObject({ kind: "fault", fault: { code: "move-unsupported" } });
  expect(await folderOf(server, "INBOX")).toHaveLength(1);
  await server.stop();
});

const samples = existsSync("../shared/samples")
  ? readdirSync("../shared/samples", { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".eml"),
    )
  : [];

test("mails of real senders arrive with their numbers", async () => {
  const server = hasDovecot() ? await startDovecot() : await startHoodiecrow();
  await server.put(samples.map((name) => readFileSync(`../shared/samples/${name}`)));
  await db.prisma.organization.update({
    where: { slug: owner.organization },
    data: { retentionDays: 3_650 },
  });
  await makeDomain(db, owner.organization, "example.com");
  const id = await makeMailbox(server, { port: server.port });
  await read(id, { now: () => new Date("2026-06-01T00:00:00Z") });
  const { mailsRead, reportsStored } = await rowOf(id);
  const counted = await db.prisma.report.findMany({
    where: { domain: { organization: { slug: owner.organization } } },
    select: { reporter: true, successful: true, failed: true },
  });
  const aside = await db.prisma.quarantined.findMany({
    where: { organization: { slug: owner.organization } },
    select: { reason: true },
  });
  await server.stop();
  const numbers = counted.map(({ reporter, successful, failed }) => `${reporter} ${successful} ${failed}`);
  expect(mailsRead).toBe(samples.length);
  if (samples.length === 0) return;
  expect(reportsStored).toBe(5);
  expect(numbers.toSorted()).toEqual([
    "Google Inc. 1 0",
    "Google Inc. 23 1",
    "Google Inc. 4 0",
    "Google Inc. 4523 2",
    "Microsoft Corporation 2 0",
  ]);
  // About domains that are not ours here.
  expect(aside.map(({ reason }) => reason)).toEqual(["foreign-domain", "foreign-domain"]);
});
