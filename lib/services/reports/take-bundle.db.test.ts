import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import type { Destination } from "./arrival.ts";
import { type Bundle, type BundleOptions, type Taken, takeBundle } from "./take-bundle.ts";

let db: Db;
let drop: () => Promise<void>;
let organizationId: string;
let organization: string;
let round = 0;
let [first, second] = ["", ""];

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.com"));
  organizationId = (await db.prisma.organization.findUniqueOrThrow({ where: { slug: organization } })).id;
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  [first, second] = [`first${round}.example`, `second${round}.example`];
  await makeDomain(db, organization, first);
  await makeDomain(db, organization, second);
});

function report(id: string, policyDomains: (string | null)[], day = "2026-03-08"): string {
  return JSON.stringify({
    "organization-name": "Reporter",
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": `${round}-${id}`,
    policies: policyDomains.map((policyDomain) => ({
      policy: { "policy-type": "sts", ...(policyDomain && { "policy-domain": policyDomain }) },
      summary: { "total-successful-session-count": 3, "total-failure-session-count": 1 },
    })),
  });
}

/** A mail that announces a report, or an ordinary one with the same attachment. */
function mail(attachment: string | Buffer, { announced = true, about = first } = {}): string {
  return [
    "From: tls@reporter.example",
    "Subject: Report",
    ...(announced ? [`TLS-Report-Domain: ${about}`] : []),
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    'Content-Type: application/tlsrpt+gzip; name="report.json.gz"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(attachment).toString("base64"),
    "--b--",
    "",
  ].join("\r\n");
}

async function take(
  chunks: Bundle["chunks"],
  destination: Destination = { kind: "organization", organizationId },
  options: BundleOptions = {},
): Promise<Taken[]> {
  const context = testContext(db, { kind: "system" });
  const taken: Taken[] = [];
  const bundle: Bundle = {
    chunks,
    road: "imap",
    credentials: async (around) =>
      around
        ? { kind: "mail", mail: { ...nothing, tlsReportDomain: around.tlsReportDomain } }
        : { kind: "member", name: "A member" },
    peer: null,
    userAgent: null,
  };
  for await (const one of takeBundle(context, destination, bundle, options)) taken.push(one);
  return taken;
}

const nothing = {
  from: null,
  subject: null,
  messageId: null,
  date: null,
  tlsReportDomain: null,
  tlsReportSubmitter: null,
  envelopeFrom: null,
  forwarded: false,
  signatures: [],
};

const stored = (domain: string) => ({ kind: "stored", domain });

describe("a report that came to the organization", () => {
  test("goes to each of its domains that it names", async () => {
    const taken = await take(Buffer.from(report("both", [first, second, "elsewhere.example"])));
    expect(taken).toMatchObject([{ kind: "report", receipts: [stored(first), stored(second)] }]);
  });

  test("and names none goes to the domain that its mail names", async () => {
    const taken = await take(Buffer.from(mail(gzipSync(report("hint", [null])))));
    expect(taken).toMatchObject([{ kind: "report", fileName: "report.json.gz", receipts: [stored(first)] }]);
  });

  test("about nobody's domain is kept aside without one, once", async () => {
    const foreign = Buffer.from(report("foreign", ["elsewhere.example"]));
    await take(foreign);
    expect(await take(foreign)).toMatchObject([
      { receipts: [{ kind: "foreign-domain", domain: null, kept: true }] },
    ]);
    const kept = await db.prisma.quarantined.findMany({ where: { organizationId, domainId: null } });
    expect(kept.map(({ reason, credentials }) => ({ reason, credentials }))).toEqual([
      { reason: "foreign-domain", credentials: { kind: "member", name: "A member" } },
    ]);
  });

  test("for a domain that is not proven, or another organization's, is not taken", async () => {
    const { organization: other } = await makeUser(db, `other${round}@example.com`);
    await makeDomain(db, other, `theirs${round}.example`);
    await makeDomain(db, organization, `claimed${round}.example`, { verifiedAt: null });
    const named = [`theirs${round}.example`, `claimed${round}.example`];
    expect(await take(Buffer.from(report("not ours", named)))).toMatchObject([
      { receipts: [{ kind: "foreign-domain", domain: null }] },
    ]);
  });
});

test("a report older than reports are kept is set aside, and taken once they are kept for longer", async () => {
  const old = Buffer.from(report("old", [first], "2025-02-02"));
  const [taken] = await take(old);
  expect(taken).toMatchObject({
    receipts: [
      {
        kind: "too-old",
        domain: first,
        kept: true,
        findings: [{ code: "report-too-old", data: { day: "2025-02-02", keptFrom: "2025-02-03" } }],
      },
    ],
  });
  await db.prisma.organization.update({ where: { id: organizationId }, data: { retentionDays: 401 } });
  expect(await take(old)).toMatchObject([{ receipts: [stored(first)] }]);
  await db.prisma.organization.update({ where: { id: organizationId }, data: { retentionDays: 400 } });
});

test("a mailbox is taken in its order, however many are under way", async () => {
  const mails = Array.from(
    { length: 30 },
    (_, n) => `From a@b Sun Mar  8 00:00:00 2026\n${mail(report(`${n}`, [first]))}\n`,
  );
  const taken = await take(Buffer.from(mails.join("")), undefined, { atOnce: 8 });
  expect(taken.map(({ path }) => /mail (\d+)/.exec(path)?.[1])).toEqual(mails.map((_, n) => String(n + 1)));
  expect(taken.every((one) => one.kind === "report" && one.receipts[0]?.kind === "stored")).toBe(true);
});

describe("what was not read", () => {
  const damaged = gzipSync("{}").subarray(0, 12);

  test("is kept aside where only reports come in", async () => {
    expect(await take(damaged)).toMatchObject([{ kind: "refused", reason: "not-gzip", kept: true }]);
  });

  test.each([
    ["kept aside when its mail announces a report", true],
    ["left alone in ordinary mail", false],
  ])("is %s", async (_what, announced) => {
    const unique = Buffer.concat([damaged.subarray(0, 11), Buffer.from([round])]);
    const taken = await take(Buffer.from(mail(unique, { announced })), undefined, { refusals: "announced" });
    expect(taken).toMatchObject([{ kind: "refused", kept: announced }]);
  });
});

test("storage that fails is told, after what was stored before it", async () => {
  const context = testContext(db, { kind: "system" });
  const piece = (id: string) =>
    Buffer.from(`From a@b Sun Mar  8 00:00:00 2026\n${mail(report(id, [first]))}\n`);
  async function* breaks() {
    for (const id of ["a", "b", "c", "d"]) yield piece(id);
    throw new Error("The source broke.");
  }
  const bundle = { chunks: breaks(), road: "upload" as const, peer: null, userAgent: null };
  const credentials = async () => ({ kind: "nobody" as const, reason: "test" });
  const taken: Taken[] = [];
  const reading = async () => {
    const destination = { kind: "organization" as const, organizationId };
    for await (const one of takeBundle(context, destination, { ...bundle, credentials })) taken.push(one);
  };
  await expect(reading()).rejects.toThrow("The source broke.");
  expect(taken.length).toBeGreaterThan(0);
  expect(await db.prisma.report.count({ where: { domain: { name: first } } })).toBe(taken.length);
});
