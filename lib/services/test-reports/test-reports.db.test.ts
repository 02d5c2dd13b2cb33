import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import type { TimedHop } from "#lib/core/tlsrpt/test-report-hop.ts";
import { testReport } from "#lib/core/tlsrpt/test-report-mark.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createNet } from "#lib/net/net.ts";
import { startDnsServer } from "#lib/net/testing/dns-server.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import { deliverReport } from "#lib/server/receive/deliver-report.ts";
import { mailDomain, openDoor, openWorld } from "#lib/server/receive/smtp/testing/mail-room.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { takeReport } from "#lib/services/reports/take-report.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { sendTestReport } from "./send-test-report.ts";
import { showTestReports } from "./show-test-reports.ts";
import { startTestReport } from "./start-test-report.ts";

let db: Db;
let drop: () => Promise<void>;
let actor: Actor;
let organization: string;
let domain: { domainId: string; token: string };
let name: string;
let round = 0;

beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  ({ db, drop } = await createTestDatabase());
  ({ actor, organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  name = `tested${round}.example`;
  domain = await makeDomain(db, organization, name);
});

const net = createNet({
  dnsServers: ["127.0.0.1:1"],
  policyPort: 443,
  extraCaPems: [],
  allowTargets: ["127.0.0.0/8"],
});

type Setting = { publicUrl?: string; reportMailDomain?: string | null } & Partial<Context>;

function world({
  publicUrl = "http://127.0.0.1:1",
  reportMailDomain = null,
  ...rest
}: Setting = {}): Context {
  const settings = { publicUrl, reportUrl: null, reportMailDomain, signUp: "invitation" as const };
  return testContext(db, actor, { net, settings, now: new Date(), ...rest });
}

/** The front door of an installation, which may be another one with a database of its own. */
async function frontDoor(into = db): Promise<string> {
  const server = createServer(async (request, response) => {
    const answer = await deliverReport(testContext(into, { kind: "anonymous" }, { now: new Date() }), {
      token: request.url?.split("/").at(-1) ?? "",
      body: request,
      peer: "203.0.113.7",
      userAgent: request.headers["user-agent"] ?? null,
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function run(context: Context, road: "https" | "smtp" | "imap" = "https") {
  const begun = await startTestReport(context, { organization, domain: name }, { road });
  if (!begun.ok) throw new Error(begun.code);
  await sendTestReport(context, begun.value);
  return begun.value;
}

async function newest(context = world()) {
  const shown = await showTestReports(context, { organization, domain: name });
  if (!shown.ok) throw new Error(shown.code);
  const [first] = shown.value.tests;
  if (!first) throw new Error("no test");
  return { ...first, way: first.hops.map(({ step, fault }: TimedHop) => fault ?? step) };
}

async function newestOf(domainId: string): Promise<{ hops: TimedHop[] }> {
  const row = await db.prisma.testReport.findFirstOrThrow({
    where: { domainId },
    orderBy: { startedAt: "desc" },
  });
  return { hops: row.hops as TimedHop[] };
}

async function expectNothingCounted() {
  const where = { where: { domainId: domain.domainId } };
  expect([
    await db.prisma.report.count(where),
    await db.prisma.dailySessions.count(where),
    await db.prisma.dailyFailures.count(where),
    await db.prisma.quarantined.count(where),
    (await db.prisma.rateLimit.findMany({ where: { key: { contains: `reports:${domain.domainId}` } } }))
      .length,
  ]).toEqual([0, 0, 0, 0, 0]);
}

describe("over HTTPS", () => {
  test("arrives through the real door, with every step, and counts nowhere", async () => {
    const publicUrl = await frontDoor();
    await run(world({ publicUrl }));
    const seen = await newest();
    expect(seen.state).toBe("arrived");
    expect(seen.way).toEqual([
      ...["resolved", "connected", "no-tls"],
      ...["arrived", "unpacked", "read", "vouched", "stored"],
      "answered",
    ]);
    expect(seen.hops).toMatchObject([
      { values: { host: "127.0.0.1" } },
      { values: { address: "127.0.0.1" } },
      { state: "warning" },
      { values: { road: "https", peer: "203.0.113.7" } },
      {},
      { values: { count: 0 } },
      { values: { trust: "unverified" }, words: "no-reporter-domain" },
      {},
      { values: { status: 200 } },
    ]);
    await expectNothingCounted();
    expect(
      await db.prisma.testReport.findFirstOrThrow({ where: { domainId: domain.domainId } }),
    ).toMatchObject({
      raw: expect.any(Uint8Array),
    });
  });

  test("a copy that somebody sends again changes nothing", async () => {
    const publicUrl = await frontDoor();
    await run(world({ publicUrl }));
    const before = await newest();
    const row = await db.prisma.testReport.findFirstOrThrow({ where: { domainId: domain.domainId } });
    const again = await fetch(`${publicUrl}/api/tlsrpt/${domain.token}`, {
      method: "POST",
      body: new Uint8Array(row.raw ?? []),
    });
    expect([again.status, await again.json()]).toMatchObject([200, { status: "test" }]);
    expect(await newest()).toEqual(before);
    await expectNothingCounted();
  });

  test("at another installation, which does not know it, is refused there and counts nothing", async () => {
    const other = await createTestDatabase();
    onTestFinished(() => other.drop());
    const elsewhere = await makeUser(other.db, "other@example.com");
    const made = await makeDomain(other.db, elsewhere.organization, name);
    await other.db.prisma.reportAddress.create({ data: { token: domain.token, domainId: made.domainId } });
    await run(world({ publicUrl: await frontDoor(other.db) }));
    const seen = await newest();
    expect([seen.state, seen.way.at(-1)]).toEqual(["failed", "answered-no"]);
    expect(seen.hops.at(-1)?.words).toContain("mark of a test report");
    expect(await other.db.prisma.report.count()).toBe(0);
  });

  test("at a server that says yes to everything is told as not seen", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(201).end("thank you");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    await run(world({ publicUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}` }));
    const seen = await newest();
    expect([seen.state, seen.way.slice(-2)]).toEqual(["failed", ["answered", "not-seen"]]);
  });

  test("is not sent to a private address that nobody allowed", async () => {
    await run(world({ publicUrl: "http://192.168.7.7" }));
    expect(await newest()).toMatchObject({
      state: "failed",
      hops: [{ fault: "target-refused", values: { addresses: "192.168.7.7" } }],
    });
  });

  test("that breaks off in our own code says so", async () => {
    const publicUrl = await frontDoor();
    const broken = { ...net, courier: { ...net.courier, post: () => Promise.reject(new Error("bug")) } };
    await expect(run(world({ publicUrl, net: broken }))).rejects.toThrow("bug");
    expect(await newest()).toMatchObject({ state: "failed", way: ["broken"] });
  });
});

describe("by mail", () => {
  async function mailRoad() {
    const { context } = await openWorld(db, {});
    const { port } = await openDoor(context);
    const zone: Zone = {
      [`${mailDomain} MX`]: [[10, `mx.${mailDomain}`]],
      [`mx.${mailDomain} A`]: ["127.0.0.1"],
    };
    const dns = await startDnsServer(answerFrom(zone));
    onTestFinished(dns.close);
    const road = createNet({
      dnsServers: [dns.address],
      policyPort: 443,
      mx: { port, source: { kind: "off" }, helloName: "sealpost.example" },
      extraCaPems: [],
      allowTargets: ["127.0.0.0/8"],
    });
    return world({ net: road, reportMailDomain: mailDomain, publicUrl: "https://sealpost.example" });
  }

  test("arrives through the real SMTP receiver, with STARTTLS and its own words", async () => {
    await run(await mailRoad(), "smtp");
    const seen = await newest();
    expect(seen.way).toEqual([
      ...["resolved", "connected", "mail-certificate"],
      ...["arrived", "unpacked", "read", "vouched", "stored"],
      "answered",
    ]);
    expect(seen.state).toBe("arrived");
    expect(seen.hops.find(({ step }) => step === "arrived")?.values).toEqual({
      road: "smtp",
      peer: "127.0.0.1",
    });
    expect(seen.hops.find(({ step }) => step === "vouched")?.words).toBe("mail-without-signature");
    expect(seen.hops.at(-1)?.words).toMatch(/^the message → 250 /);
    await expectNothingCounted();
  });

  test("to an address that has run out is refused in the receiver's own words", async () => {
    const context = await mailRoad();
    const begun = await startTestReport(context, { organization, domain: name }, { road: "smtp" });
    if (!begun.ok) throw new Error(begun.code);
    await db.prisma.reportAddress.updateMany({
      where: { domainId: domain.domainId },
      data: { expiresAt: new Date("2026-01-01T00:00:00Z") },
    });
    await sendTestReport(context, begun.value);
    const seen = await newestOf(domain.domainId);
    expect(seen.hops.at(-1)).toMatchObject({
      fault: "answered-no",
      words: expect.stringMatching(/^RCPT TO:<.+> → 550/),
    });
  });
});

describe("a marked report that no test of the domain sent", () => {
  const marked = (id: string) =>
    gzipSync(formatTlsReport(testReport({ id, domain: name, host: "forger.example", now: new Date() })));
  const deliver = (token: string, body: Uint8Array) =>
    deliverReport(testContext(db, { kind: "anonymous" }, { now: new Date() }), {
      token,
      body: (async function* () {
        yield body;
      })(),
      peer: "203.0.113.66",
      userAgent: null,
    });

  test.each([
    ["names no test", "01a209d8-c404-782a-852d-eb460af7d710"],
    ["names nothing", "x"],
  ])("that %s is refused", async (_, id) => {
    expect(await deliver(domain.token, marked(id))).toMatchObject({ status: 400 });
    await expectNothingCounted();
  });

  test("that names another domain's is refused, and leaves that one alone", async () => {
    const begun = await startTestReport(world(), { organization, domain: name }, { road: "https" });
    if (!begun.ok) throw new Error(begun.code);
    const other = await makeDomain(db, organization, `other${round}.example`);
    expect(await deliver(other.token, marked(begun.value.id))).toMatchObject({ status: 400 });
    expect(await newest()).toMatchObject({ state: "sending", hops: [] });
  });
});

describe("through a mailbox", () => {
  test("goes out by our own mail server, and has arrived once it is read for the organization", async () => {
    const { id: organizationId } = await db.prisma.organization.findUniqueOrThrow({
      where: { slug: organization },
    });
    await db.prisma.mailbox.create({
      data: {
        ...{
          organizationId,
          name: "Reports",
          host: "imap.example",
          port: 993,
          security: "tls",
          folder: "INBOX",
        },
        ...{
          authentication: "password",
          user: "tls@reports.example",
          secret: Buffer.alloc(1),
          afterwards: "leave",
        },
      },
    });
    const sent: { to: string; whole: string }[] = [];
    const mailer = {
      send: async ({ to, whole }: { to: string; whole?: (from: string) => string }) =>
        void sent.push({ to, whole: whole?.("Sealpost <us@sealpost.example>") ?? "" }),
    };
    const { id } = await run(world({ mailer, publicUrl: "https://sealpost.example" }), "imap");
    expect(await newest()).toMatchObject({ state: "waiting", way: ["submitted"] });
    expect(sent).toMatchObject([{ to: "tls@reports.example" }]);
    const message = sent[0]?.whole ?? "";
    expect(message).toMatch(/^From: Sealpost <us@sealpost\.example>\r\nTo: tls@reports\.example\r\n/);
    expect(message).toContain(`TLS-Report-Domain: ${name}\r\n`);
    const raw = Buffer.from(/\r\n\r\n((?:[\w+/=]{1,76}\r\n)+)--=_/.exec(message)?.[1] ?? "", "base64");
    const arrival = { raw, json: null, peer: null, userAgent: null, fileName: null, road: "imap" as const };
    const credentials = { kind: "nobody" as const, reason: "mail-without-signature" };
    const stranger = await makeUser(db, `stranger${round}@example.com`);
    const theirs = await db.prisma.organization.findUniqueOrThrow({ where: { slug: stranger.organization } });
    const take = (organizationId: string) =>
      takeReport(world(), { kind: "organization", organizationId }, { ...arrival, credentials });
    expect(await take(theirs.id)).toEqual([{ kind: "unknown-test" }]);
    expect(await take(organizationId)).toEqual([{ kind: "test", domain: name }]);
    expect(await newest()).toMatchObject({
      id,
      state: "arrived",
      way: expect.arrayContaining(["arrived", "stored"]),
    });
    await expectNothingCounted();
    await db.prisma.mailbox.deleteMany();
  });
});

describe("a test", () => {
  test("is begun once in ten seconds and road", async () => {
    const start = () => startTestReport(world(), { organization, domain: name }, { road: "https" });
    expect(await start()).toMatchObject({ ok: true });
    expect(await start()).toMatchObject({
      ok: false,
      code: "rate-limited",
      data: { seconds: expect.any(Number) },
    });
  });

  test("goes to no address but the road's own", async () => {
    const to = { road: "https" as const, destination: "https://169.254.169.254/" };
    expect(await startTestReport(world(), { organization, domain: name }, to)).toMatchObject({
      code: "closed",
    });
  });

  test("is for members of the domain's organization, and is seen by viewers", async () => {
    const viewer = await makeUser(db, `viewer${round}@example.com`);
    await makeMember(db, viewer.userId, organization, "viewer");
    const stranger = await makeUser(db, `nobody${round}@example.com`);
    const path = { organization, domain: name };
    const as = (who: Actor) => world({ actor: who });
    expect(await startTestReport(as(viewer.actor), path, { road: "https" })).toMatchObject({
      code: "forbidden",
    });
    expect(await showTestReports(as(viewer.actor), path)).toMatchObject({ ok: true });
    expect(await showTestReports(as(stranger.actor), path)).toMatchObject({ code: "not-found" });
  });

  test("of a road that is not there says what is missing", async () => {
    const shown = await showTestReports(world(), { organization, domain: name });
    expect(shown.ok && shown.value.roads).toEqual([
      { road: "https", kind: "open", destinations: [`http://127.0.0.1:1/api/tlsrpt/${domain.token}`] },
      { road: "smtp", kind: "closed", gap: "no-mail-domain" },
      { road: "imap", kind: "closed", gap: "no-mailbox" },
    ]);
  });

  test("that nobody finished is overdue, and only the newest twenty are kept", async () => {
    const context = world({ publicUrl: await frontDoor() });
    for (let n = 0; n < 25; n += 1) {
      await db.prisma.rateLimit.deleteMany({ where: { key: { startsWith: "test-report" } } });
      await startTestReport(context, { organization, domain: name }, { road: "https" });
    }
    expect(await db.prisma.testReport.count({ where: { domainId: domain.domainId } })).toBe(20);
    const later = world({ now: new Date(Date.now() + 120_000) });
    expect((await newest(later)).state).toBe("overdue");
  });
});
