import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { claimMailbox } from "#lib/db/mailboxes/mailbox-claim.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { connectImap } from "#lib/net/mail/imap/connect-imap.ts";
import { startHoodiecrow } from "#lib/net/mail/imap/testing/hoodiecrow.ts";
import { startWire, type TestImapServer, type Wire } from "#lib/net/mail/imap/testing/imap-server.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import type { Context } from "#lib/services/context.ts";
import { addMailbox } from "#lib/services/mailboxes/add-mailbox.ts";
import { mailboxSettings } from "#lib/services/mailboxes/mailbox-settings.ts";
import { pauseMailbox } from "#lib/services/mailboxes/pause-mailbox.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { type Mailboxes, startMailboxes } from "./mailboxes.ts";

let db: Db;
let drop: () => Promise<void>;
let server: TestImapServer;
let wire: Wire;
let owner: Awaited<ReturnType<typeof makeUser>>;
let domainId: string;
let workers: Mailboxes[];
let faults: unknown[];

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  owner = await makeUser(db, "owner@example.test");
  ({ domainId } = await makeDomain(db, owner.organization, "imap.test"));
});
afterAll(() => drop());
beforeEach(async () => {
  server = await startHoodiecrow();
  wire = await startWire(server.port);
  workers = [];
  faults = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await db.prisma.mailbox.deleteMany();
  await wire.close();
  await server.stop();
});

function context(): Context {
  const made = testContext(db, { kind: "system" });
  const outside = {
    resolver: { addresses: async () => ({ kind: "unreachable", reason: "timeout", detail: "" }) as const },
    guard: createTargetGuard({ allow: ["127.0.0.0/8"] }),
    trust: createTrust([]),
  };
  return { ...made, net: { ...made.net, connectImap: (account) => connectImap(account, outside) } };
}

function startWorkers(count: number): void {
  for (let index = 0; index < count; index += 1) {
    workers.push(startMailboxes(context, (error) => faults.push(error), { findEveryMs: 50, pollMs: 200 }));
  }
}

async function makeMailbox(password = server.password): Promise<string> {
  const settings = mailboxSettings.parse({
    name: "Reports",
    host: "127.0.0.1",
    port: wire.port,
    security: "none",
    authentication: "password",
    user: server.user,
    secret: password,
    folder: "INBOX",
    afterwards: "leave",
    moveTo: "",
  });
  const added = await addMailbox(context(), { organization: owner.organization, settings });
  if (!added.ok) throw new Error(added.code);
  return added.value.id;
}

function rowOf(id: string) {
  return db.prisma.mailbox.findUniqueOrThrow({ where: { id } });
}

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 30 });

function reportMail(id: string): Buffer {
  const report = {
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": "imap.test" },
        summary: { "total-successful-session-count": 1, "total-failure-session-count": 0 },
      },
    ],
  };
  return buildReportMail([
    { type: "application/tlsrpt+json", name: "r.json", content: JSON.stringify(report) },
  ]);
}

test("of three workers one reads a mailbox, and mail that comes later is stored too", async () => {
  await server.put([reportMail("a"), reportMail("b")]);
  const id = await makeMailbox();
  startWorkers(3);
  await eventually(async () => expect(await rowOf(id)).toMatchObject({ reportsStored: 2, fault: null }));
  await server.put([reportMail("c")]);
  await eventually(async () => expect(await rowOf(id)).toMatchObject({ reportsStored: 3, mailsRead: 3 }));
  expect(wire.count()).toEqual({ all: 1, open: 1 });
  expect(await db.prisma.report.count({ where: { domainId } })).toBe(3);
  expect(faults).toEqual([]);
});

test("a mailbox whose reader died is taken over when the claim has lapsed, and not before", async () => {
  const [id, other] = [await makeMailbox(), await makeMailbox()];
  expect(await claimMailbox(db, id, "01900000-0000-7000-8000-00000000dead")).toBe(true);
  startWorkers(2);
  // Whoever found the other one has passed over this one.
  await eventually(async () => expect((await rowOf(other)).readAt).not.toBeNull());
  expect(await rowOf(id)).toMatchObject({ claim: "01900000-0000-7000-8000-00000000dead", readAt: null });
  await db.pool.query(
    "UPDATE mailboxes SET claimed_until = clock_timestamp() - interval '1 second' WHERE id = $1",
    [id],
  );
  await eventually(async () => expect((await rowOf(id)).readAt).not.toBeNull());
  expect(wire.count().all).toBe(2);
});

test("a stopped worker gives its mailboxes back at once", async () => {
  const id = await makeMailbox();
  startWorkers(1);
  await eventually(async () => expect((await rowOf(id)).readAt).not.toBeNull());
  await workers.pop()?.stop();
  expect(await rowOf(id)).toMatchObject({ claim: null, claimedUntil: null, fault: null });
  await eventually(async () => expect(wire.count().open).toBe(0));
});

test("a wrong password is tried once, and rests for an hour", async () => {
  const id = await makeMailbox("not the password");
  startWorkers(2);
  await eventually(async () => expect((await rowOf(id)).fault).toMatchObject({ code: "login-refused" }));
  const { notBefore, failures, fault } = await rowOf(id);
  expect(failures).toBe(1);
  expect(JSON.stringify(fault)).not.toContain("not the password");
  expect(((notBefore?.getTime() ?? 0) - Date.now()) / 60_000).toBeGreaterThan(55);
  expect(wire.count().all).toBe(1);
});

test("a server that hangs up while the mailbox is watched is no fault; one that never lets us finish is", async () => {
  const id = await makeMailbox();
  startWorkers(1);
  await eventually(async () => expect((await rowOf(id)).readAt).not.toBeNull());
  wire.cutAt(/.*/);
  await eventually(async () =>
    expect(await rowOf(id)).toMatchObject({ claim: null, fault: null, failures: 0 }),
  );
  await db.prisma.mailbox.update({ where: { id }, data: { notBefore: null } });
  await eventually(async () => expect((await rowOf(id)).fault).toMatchObject({ code: "connection-lost" }));
  const { notBefore } = await rowOf(id);
  const restSeconds = ((notBefore?.getTime() ?? 0) - Date.now()) / 1_000;
  expect(restSeconds).toBeGreaterThan(40);
  expect(restSeconds).toBeLessThan(90);
});

test("a paused mailbox is let go, and nobody takes it", async () => {
  const id = await makeMailbox();
  startWorkers(1);
  await eventually(async () => expect((await rowOf(id)).readAt).not.toBeNull());
  await pauseMailbox(context(), { organization: owner.organization, id, paused: true });
  await eventually(async () => expect(wire.count().open).toBe(0));
  expect(await rowOf(id)).toMatchObject({ claim: null, paused: true, fault: null });
});
