import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, type Outside, testContext } from "#lib/services/testing/test-world.ts";
import { type Delivered, receiveReport } from "./receive-report.ts";

let db: Db;
let drop: () => Promise<void>;
let organization: string;
let domain: { domainId: string; token: string };
let name: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  name = `round${round}.example`;
  domain = await makeDomain(db, organization, name);
});

type Wire = Parameters<typeof wireReport>[0];

function wireReport({
  id = "1",
  day = "2026-03-08",
  reporter = "Reporter",
  contact = "tls@reporter.example",
  successful = 90,
  failed = 10,
  policyDomain = name,
}: {
  id?: string;
  day?: string;
  reporter?: string;
  contact?: string;
  successful?: number;
  failed?: number;
  policyDomain?: string;
} = {}) {
  return {
    "organization-name": reporter,
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": contact,
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": policyDomain },
        summary: { "total-successful-session-count": successful, "total-failure-session-count": failed },
        "failure-details":
          failed > 0
            ? [
                {
                  "result-type": "certificate-expired",
                  "receiving-mx-hostname": "mx.example.test",
                  "failed-session-count": failed,
                },
              ]
            : [],
      },
    ],
  };
}

/** The reporter's own address vouches for the report. */
const outside: Outside = {
  names: { "192.0.2.1": ["out.reporter.example"], "192.0.2.9": ["host.other.example"] },
};
const vouched = "192.0.2.1";
const anybody = "203.0.113.7";

function deliver(wire: Wire | string | Buffer, from: Partial<Delivered> = {}) {
  const bytes =
    Buffer.isBuffer(wire) || typeof wire === "string"
      ? Buffer.from(wire)
      : gzipSync(JSON.stringify(wireReport(wire)));
  return receiveReport(testContext(db, { kind: "anonymous" }, { outside }), {
    token: domain.token,
    bytes,
    peer: anybody,
    userAgent: null,
    ...from,
  });
}

/** Roll-ups of the domain as `[trust, reports, successful, failed, [type, mx, failed]…]`. */
async function counted() {
  const where = { domainId: domain.domainId };
  const sessions = await db.prisma.dailySessions.findMany({
    where,
    orderBy: [{ day: "asc" }, { trust: "asc" }],
  });
  const failures = await db.prisma.dailyFailures.findMany({
    where,
    orderBy: [{ day: "asc" }, { trust: "asc" }],
  });
  return {
    sessions: sessions.map((s) => [
      s.day.toISOString().slice(0, 10),
      s.trust,
      s.reports,
      Number(s.successful),
      Number(s.failed),
    ]),
    failures: failures.map((f) => [f.trust, f.resultType, f.mxHost, Number(f.failedSessions)]),
  };
}

const failure = (trust: string, failed = 10) => [trust, "certificate-expired", "mx.example.test", failed];

describe("a report", () => {
  test("is stored whole, with its rows and its roll-ups", async () => {
    const raw = gzipSync(JSON.stringify(wireReport()));
    const receipt = await deliver(raw);
    expect(receipt).toMatchObject({ kind: "stored" });
    const stored = await db.prisma.report.findFirstOrThrow({
      where: { domainId: domain.domainId },
      include: { policyResults: { include: { failureDetails: true } } },
    });
    expect(Buffer.from(stored.raw)).toEqual(raw);
    expect(stored).toMatchObject({
      reporter: "Reporter",
      counted: true,
      successful: 90n,
      failed: 10n,
      peer: anybody,
    });
    expect(stored.policyResults).toMatchObject([
      {
        policyType: "sts",
        belongs: true,
        failureDetails: [{ resultType: "certificate-expired", failedSessions: 10n }],
      },
    ]);
    expect(await counted()).toEqual({
      sessions: [["2026-03-08", "unverified", 1, 90, 10]],
      failures: [failure("unverified")],
    });
  });

  test("of a past day counts on its own day", async () => {
    await deliver({ id: "late", day: "2026-01-31" });
    expect((await counted()).sessions).toEqual([["2026-01-31", "unverified", 1, 90, 10]]);
  });

  test("that arrives twenty times at once is counted once", async () => {
    const receipts = await Promise.all(Array.from({ length: 20 }, () => deliver({})));
    expect(receipts.filter((receipt) => receipt.kind === "stored")).toHaveLength(1);
    expect(receipts.filter((receipt) => receipt.kind === "duplicate")).toHaveLength(19);
    expect((await counted()).sessions).toEqual([["2026-03-08", "unverified", 1, 90, 10]]);
  });

  test("in another spelling of the same content is a duplicate", async () => {
    await deliver({});
    expect(await deliver(JSON.stringify(wireReport(), null, 2))).toMatchObject({ kind: "duplicate" });
  });

  test("with an id that another day used is another report", async () => {
    await deliver({ day: "2026-03-07" });
    expect(await deliver({ day: "2026-03-08" })).toMatchObject({ kind: "stored" });
    expect((await counted()).sessions).toHaveLength(2);
  });

  test("from two hundred senders at once is counted exactly", async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => deliver({ id: `r${n % 150}`, successful: 1, failed: 1 })),
    );
    expect((await counted()).sessions).toEqual([["2026-03-08", "unverified", 150, 150, 150]]);
  });

  test("of a Microsoft kind counts sessions listed under two policy types once", async () => {
    const wire = wireReport({ reporter: "Microsoft Corporation", contact: "tlsrpt@microsoft.com" });
    const [sts] = wire.policies;
    const tlsa = { ...sts, policy: { "policy-type": "tlsa", "policy-domain": name } };
    await deliver(JSON.stringify({ ...wire, policies: [sts, tlsa] }));
    expect((await counted()).sessions).toEqual([["2026-03-08", "unverified", 1, 90, 10]]);
  });
});

describe("what vouches for it", () => {
  test.each([
    ["the reporter's own address", vouched, {}, "fcrdns", "address-of-reporter:out.reporter.example"],
    ["the address of somebody else", "192.0.2.9", {}, "unverified", "address-of-another:host.other.example"],
    ["an address without a name", anybody, {}, "unverified", "address-without-name"],
    [
      "a known reporter's name from elsewhere",
      vouched,
      { reporter: "Google Inc." },
      "unverified",
      "address-of-another:out.reporter.example",
    ],
    [
      "no contact address at all",
      vouched,
      { contact: "https://reporter.example/contact" },
      "unverified",
      "no-reporter-domain",
    ],
  ] as const)("%s", async (_why, peer, wire, trust, trustReason) => {
    await deliver(wire, { peer });
    expect(await db.prisma.report.findFirstOrThrow({ where: { domainId: domain.domainId } })).toMatchObject({
      trust,
      trustReason,
    });
  });

  test("the same report vouched for later moves its counts, once", async () => {
    await deliver({});
    expect(await deliver({}, { peer: vouched })).toMatchObject({ kind: "upgraded" });
    expect(await counted()).toEqual({
      sessions: [["2026-03-08", "fcrdns", 1, 90, 10]],
      failures: [failure("fcrdns")],
    });
    expect(await deliver({})).toMatchObject({ kind: "duplicate" });
    expect((await counted()).sessions).toHaveLength(1);
  });

  test("a vouched copy takes a forged one's place", async () => {
    await deliver({ successful: 1_000_000, failed: 0 });
    expect(await deliver({}, { peer: vouched })).toMatchObject({ kind: "replaced" });
    expect(await counted()).toEqual({
      sessions: [["2026-03-08", "fcrdns", 1, 90, 10]],
      failures: [failure("fcrdns")],
    });
  });

  test("a forged copy never takes a vouched one's place, and is kept", async () => {
    await deliver({}, { peer: vouched });
    expect(await deliver({ successful: 0, failed: 99 })).toMatchObject({ kind: "conflicting" });
    expect((await counted()).sessions).toEqual([["2026-03-08", "fcrdns", 1, 90, 10]]);
    expect(await db.prisma.report.count({ where: { domainId: domain.domainId, counted: false } })).toBe(1);
  });

  test("a conflicting copy that is vouched for later counts instead", async () => {
    await deliver({ successful: 1, failed: 0 });
    await deliver({});
    expect(await deliver({}, { peer: vouched })).toMatchObject({ kind: "replaced" });
    expect((await counted()).sessions).toEqual([["2026-03-08", "fcrdns", 1, 90, 10]]);
  });
});

describe("what cannot be counted", () => {
  test("is nobody's when the address is unknown", async () => {
    expect(await deliver({}, { token: "nosuchtoken" })).toEqual({ kind: "unknown-address" });
  });

  test("is nobody's when the address has been given up", async () => {
    await db.prisma.reportAddress.update({
      where: { token: domain.token },
      data: { expiresAt: new Date("2026-03-10T11:59:59Z") },
    });
    expect(await deliver({})).toEqual({ kind: "unknown-address" });
  });

  test.each([
    ["nothing", "", "report-empty"],
    ["no JSON", "{", "report-not-json"],
    ["a web page", "<html>", "report-unknown-format"],
    ["half a gzip file", gzipSync("{}").subarray(0, 12), "report-not-gzip"],
  ])("%s is set aside with its bytes and its reason", async (_why, bytes, code) => {
    expect(await deliver(bytes)).toMatchObject({ kind: "unreadable", kept: true, findings: [{ code }] });
    const kept = await db.prisma.quarantined.findFirstOrThrow({ where: { domainId: domain.domainId } });
    expect(Buffer.from(kept.raw)).toEqual(Buffer.from(bytes));
    expect(kept).toMatchObject({ reason: "unreadable", findings: [{ code }] });
    expect(await counted()).toEqual({ sessions: [], failures: [] });
  });

  test("a report about another domain is set aside, once", async () => {
    const foreign = { policyDomain: "elsewhere.example" };
    expect(await deliver(foreign)).toMatchObject({
      kind: "foreign-domain",
      kept: true,
      findings: [{ code: "report-foreign-domain", data: { domains: "elsewhere.example" } }],
    });
    expect(await deliver(foreign)).toMatchObject({ kind: "foreign-domain", kept: true });
    expect(await db.prisma.quarantined.count({ where: { domainId: domain.domainId } })).toBe(1);
  });

  test("results about another domain in our report are kept, and count nothing", async () => {
    const wire = wireReport();
    const [own] = wire.policies;
    const other = wireReport({ policyDomain: "elsewhere.example", successful: 5, failed: 0 }).policies[0];
    await deliver(JSON.stringify({ ...wire, policies: [other, own] }));
    expect((await counted()).sessions).toEqual([["2026-03-08", "unverified", 1, 90, 10]]);
    const results = await db.prisma.policyResult.findMany({
      where: { domainId: domain.domainId },
      orderBy: { position: "asc" },
    });
    expect(results.map((result) => result.belongs)).toEqual([false, true]);
  });

  test("a full quarantine keeps no more, and says so", async () => {
    await db.pool.query(
      `INSERT INTO quarantined_reports
          (organization_id, domain_id, id, received_at, road, credentials, reason, findings, raw_hash, raw)
        SELECT d.organization_id, d.id, gen_random_uuid(), now(), 'https', '{}', 'unreadable', '[]',
          sha256(n::text::bytea), ''
        FROM domains d, generate_series(1, 1000) n WHERE d.id = $1`,
      [domain.domainId],
    );
    expect(await deliver("{")).toMatchObject({ kind: "unreadable", kept: false });
  });
});
