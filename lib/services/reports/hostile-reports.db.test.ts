import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { pointsPerDay } from "#lib/db/reports/allowance.ts";
import { findReportAddress } from "#lib/db/reports/find-report-address.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { judgeDomains } from "#lib/services/domains/judge-domains.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import type { Arrival } from "./arrival.ts";
import type { Credentials } from "./credentials.ts";
import { type Delivered, receiveReport } from "./receive-report.ts";
import { takeReport } from "./take-report.ts";

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
  name = `hostile${round}.example`;
  domain = await makeDomain(db, organization, name);
});

const now = new Date("2026-03-10T12:00:00Z");
const names = {
  "192.0.2.1": ["out.reporter.example"],
  "192.0.2.66": ["host.forger.example"],
  "203.0.113.9": ["c-203-0-113-9.access.reporter.example"],
};
const reporterHost = "192.0.2.1";
const forgerHost = "192.0.2.66";
const anybody = "203.0.113.7";

type Wire = ReturnType<typeof wireReport>;

function wireReport(id = "1") {
  return {
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [policy()],
  };
}

function policy(successful = 90, failed = 10, policyDomain = name) {
  return {
    policy: { "policy-type": "sts", "policy-domain": policyDomain },
    summary: { "total-successful-session-count": successful, "total-failure-session-count": failed },
    "failure-details": [] as object[],
  };
}

function deliver(wire: Wire, from: Partial<Delivered> = {}, at = now) {
  return receiveReport(testContext(db, { kind: "anonymous" }, { outside: { names }, now: at }), {
    token: domain.token,
    bytes: gzipSync(JSON.stringify(wire)),
    peer: anybody,
    userAgent: null,
    ...from,
  });
}

/** The same by a road that knows more of who hands it in. */
async function handIn(wire: Wire, { road, credentials }: Pick<Arrival, "road" | "credentials">) {
  const context = testContext(db, { kind: "anonymous" }, { now });
  const address = await findReportAddress(db, domain.token, now);
  if (!address) throw new Error("The domain has an address.");
  const raw = gzipSync(JSON.stringify(wire));
  const arrival = { raw, json: null, road, credentials, peer: null, userAgent: null, fileName: null };
  const [receipt] = await takeReport(context, { kind: "domain", address }, arrival);
  return receipt;
}

const signedMail: Credentials = {
  kind: "mail",
  mail: {
    from: "tls@reporter.example",
    subject: null,
    messageId: null,
    date: null,
    tlsReportDomain: null,
    tlsReportSubmitter: "reporter.example",
    envelopeFrom: null,
    forwarded: false,
    signatures: [
      { domain: "reporter.example", selector: "s1", result: "pass", reason: null, algorithm: "rsa-sha256" },
    ],
  },
};

async function sessions() {
  const rows = await db.prisma.dailySessions.findMany({
    where: { domainId: domain.domainId },
    orderBy: [{ trust: "asc" }, { voucher: "asc" }],
  });
  return rows.map(({ trust, reports, successful }) => [trust, reports, Number(successful)]);
}

describe("a report that must not count", () => {
  test.each([
    ["begins in a year that PostgreSQL reads as a zone", "9999-12-31T23:59:59-23:59", "2026-03-08T23:59:59Z"],
    ["begins at the end of time", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z"],
    ["ends at the end of time", "2026-03-08T00:00:00Z", "9999-12-31T23:59:59-23:59"],
    ["is more than two days ahead", "2026-03-12T12:00:01Z", "2026-03-12T23:59:59Z"],
  ])("%s", async (_why, start, end) => {
    const wire = { ...wireReport(), "date-range": { "start-datetime": start, "end-datetime": end } };
    expect(await deliver(wire)).toMatchObject({
      kind: "unreadable",
      kept: true,
      findings: [{ code: "report-in-future" }],
    });
    expect(await sessions()).toEqual([]);
  });

  test("counts what would overflow the sums", async () => {
    const policies = Array.from({ length: 5 }, () => policy(1e12, 0));
    expect(await deliver({ ...wireReport(), policies })).toMatchObject({
      kind: "unreadable",
      findings: [{ code: "report-count-too-large" }],
    });
  });

  test("names a foreign domain whose text is cut inside a character", async () => {
    const policies = [policy(1, 0, `${"a".repeat(250)} x`), policy(1, 0, `${"b".repeat(244)} \u{1F600}`)];
    expect(await deliver({ ...wireReport(), policies })).toMatchObject({
      kind: "foreign-domain",
      kept: true,
    });
  });
});

test("a sender's clock may be a day ahead", async () => {
  const range = { "start-datetime": "2026-03-11T00:00:00Z", "end-datetime": "2026-03-12T00:00:00Z" };
  expect(await deliver({ ...wireReport(), "date-range": range })).toMatchObject({ kind: "stored" });
});

test("what the database refuses is set aside, and its companions are stored", async () => {
  await db.pool.query(
    "ALTER TABLE policy_results ADD CONSTRAINT refuses_one CHECK (successful <> 66666) NOT VALID",
  );
  try {
    const receipts = await Promise.all([
      ...Array.from({ length: 20 }, (_, n) => deliver(wireReport(`before${n}`))),
      deliver({ ...wireReport("bad"), policies: [policy(66_666)] }),
      ...Array.from({ length: 20 }, (_, n) => deliver(wireReport(`after${n}`))),
    ]);
    expect(receipts.filter(({ kind }) => kind === "stored")).toHaveLength(40);
    expect(receipts[20]).toMatchObject({
      kind: "unstorable",
      kept: true,
      findings: [{ code: "report-not-storable", data: { detail: "SQLSTATE 23514" } }],
    });
    expect(await sessions()).toEqual([["unverified", 40, 3600]]);
  } finally {
    await db.pool.query("ALTER TABLE policy_results DROP CONSTRAINT refuses_one");
  }
});

describe("an address under the reporter's domain", () => {
  test("vouches for nothing when its name is handed out by number", async () => {
    await deliver(wireReport(), { peer: "203.0.113.9" });
    expect(await db.prisma.report.findFirstOrThrow({ where: { domainId: domain.domainId } })).toMatchObject({
      trust: "unverified",
      trustReason: "address-by-number:c-203-0-113-9.access.reporter.example",
    });
  });
});

describe("a forged copy from a domain of the forger's own", () => {
  const forged = () => ({
    ...wireReport(),
    "contact-info": "tls@forger.example",
    policies: [policy(1_000, 0)],
  });

  test("does not take the place of a genuine one that nobody vouches for", async () => {
    await deliver(wireReport());
    expect(await deliver(forged(), { peer: forgerHost })).toMatchObject({ kind: "stored" });
    expect(await sessions()).toEqual([
      ["unverified", 1, 90],
      ["fcrdns", 1, 1_000],
    ]);
  });

  test("does not keep a genuine one out that comes later", async () => {
    await deliver(forged(), { peer: forgerHost });
    expect(await deliver(wireReport(), { peer: reporterHost })).toMatchObject({ kind: "stored" });
    expect(await sessions()).toEqual([
      ["fcrdns", 1, 1_000],
      ["fcrdns", 1, 90],
    ]);
  });
});

test("a signed copy takes the place of one that only an address vouches for", async () => {
  await deliver({ ...wireReport(), policies: [policy(1_000, 0)] }, { peer: reporterHost });
  expect(await handIn(wireReport(), { road: "smtp", credentials: signedMail })).toMatchObject({
    kind: "replaced",
  });
  expect(await sessions()).toEqual([["dkim", 1, 90]]);
  expect(await deliver(wireReport("1"), { peer: reporterHost })).toMatchObject({ kind: "duplicate" });
});

const spend = (voucher: string, points: number) =>
  db.pool.query("UPDATE rate_limits SET points = points + $2 WHERE key = $1", [
    `reports:${domain.domainId}:${voucher}`,
    points,
  ]);

test("a domain that vouches is taken only so much in a day, and shuts out nobody else", async () => {
  expect(await deliver(wireReport("first"), { peer: reporterHost })).toMatchObject({ kind: "stored" });
  await spend("reporter.example", pointsPerDay.vouched);
  expect(await deliver(wireReport("second"), { peer: reporterHost })).toMatchObject({ kind: "too-many" });
  expect(await deliver(wireReport("third"))).toMatchObject({ kind: "stored" });
  const other = { ...wireReport("fourth"), "contact-info": "tls@forger.example" };
  expect(await deliver(other, { peer: forgerHost })).toMatchObject({ kind: "stored" });
  const member = { kind: "member", name: "A member" } as const;
  expect(await handIn(wireReport("fifth"), { road: "upload", credentials: member })).toMatchObject({
    kind: "stored",
  });
});

describe("what nobody vouches for", () => {
  test("that was turned away today holds the verdict back", async () => {
    expect(await deliver(wireReport("first"))).toMatchObject({ kind: "stored" });
    const reasons = async (at: Date) => {
      const where = { id: domain.domainId };
      const row = await db.prisma.domain.update({ where, data: { stage: "testing", stageSince: now } });
      const judged = await judgeDomains(testContext(db, { kind: "system" }, { now: at }), [row]);
      return judged.get(domain.domainId)?.verdict.reasons.map(({ code }) => code);
    };
    expect(await reasons(now)).not.toContain("unverified-turned-away");
    await spend("", pointsPerDay.unvouched);
    expect(await reasons(now)).toContain("unverified-turned-away");
    expect(await reasons(new Date(now.getTime() + 86_400_000))).not.toContain("unverified-turned-away");
  });

  test("is taken only so much in a day, and again the next; what somebody vouches for always", async () => {
    expect(await deliver(wireReport("first"))).toMatchObject({ kind: "stored" });
    await spend("", pointsPerDay.unvouched);
    expect(await deliver(wireReport("second"))).toEqual({ kind: "too-many", retryAfterSeconds: 86_400 });
    expect(await deliver(wireReport("other"), { peer: forgerHost })).toMatchObject({ kind: "too-many" });
    expect(await deliver(wireReport("third"), { peer: reporterHost })).toMatchObject({ kind: "stored" });
    const tomorrow = new Date(now.getTime() + 86_400_000);
    expect(await deliver(wireReport("second"), {}, tomorrow)).toMatchObject({ kind: "stored" });
    expect(await deliver(wireReport("fourth"), {}, tomorrow)).toMatchObject({ kind: "stored" });
  });

  test("costs by its size, whatever the body's; a repeat costs nothing", async () => {
    const details = Array.from({ length: 1_000 }, (_, n) => ({
      "result-type": "certificate-expired",
      "failed-session-count": 1,
      "receiving-mx-hostname": `mx${n}.example.test`,
    }));
    const wire = { ...wireReport(), policies: [{ ...policy(), "failure-details": details }] };
    const length = JSON.stringify(wire).length;
    await deliver(wire);
    await deliver(wire);
    const spent = await db.prisma.rateLimit.findUniqueOrThrow({
      where: { key: `reports:${domain.domainId}:` },
    });
    expect(spent.points).toBe(1 + Math.floor(length / 16_384));
    expect(spent.points).toBeGreaterThan(4);
  });
});

test("a quarantine is full of octets before it is full of rows", async () => {
  await db.pool.query(
    `INSERT INTO quarantined_reports
        (organization_id, domain_id, id, received_at, road, credentials, reason, findings, raw_hash, raw)
      SELECT d.organization_id, d.id, gen_random_uuid(), now(), 'https', '{}', 'unreadable', '[]',
        sha256(n::text::bytea), convert_to(repeat('x', 10485760), 'UTF8')
      FROM domains d, generate_series(1, 6) n WHERE d.id = $1`,
    [domain.domainId],
  );
  const bytes = (size: number) => Buffer.alloc(size, "{");
  expect(await deliver(wireReport(), { bytes: bytes(5_000_000) })).toMatchObject({ kept: false });
  expect(await deliver(wireReport(), { bytes: bytes(1_000) })).toMatchObject({ kept: true });
});
