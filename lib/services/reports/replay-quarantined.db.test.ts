import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { receiveReport } from "./receive-report.ts";
import { type Replayed, replayQuarantined } from "./replay-quarantined.ts";

let db: Db;
let drop: () => Promise<void>;
let owner: Awaited<ReturnType<typeof makeUser>>;
let token: string;
let domainId: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  owner = await makeUser(db, `owner${round}@example.com`);
  ({ token, domainId } = await makeDomain(db, owner.organization, `first${round}.example`));
});

const outside = { names: { "192.0.2.25": ["out.reporter.example"] } };
const context = (actor = owner.actor) => testContext(db, actor, { outside });

function report(domain: string): Uint8Array {
  return gzipSync(
    JSON.stringify({
      "organization-name": "Reporter",
      "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
      "contact-info": "tls@reporter.example",
      "report-id": "one",
      policies: [
        {
          policy: { "policy-type": "sts", "policy-string": [], "policy-domain": domain },
          summary: { "total-successful-session-count": 10, "total-failure-session-count": 0 },
        },
      ],
    }),
  );
}

async function deliver(bytes: Uint8Array) {
  return receiveReport(context(), { token, bytes, peer: "192.0.2.25", userAgent: "sender/1" });
}

async function replay(input: { ids?: string[] | "all"; domain?: string } = {}): Promise<Replayed> {
  const done = await replayQuarantined(context(), {
    organization: owner.organization,
    ids: input.ids ?? "all",
    ...(input.domain === undefined ? {} : { domain: input.domain }),
  });
  if (!done.ok) throw new Error(done.code);
  return done.value;
}

const held = () =>
  db.prisma.quarantined.findMany({
    where: { organization: { slug: owner.organization } },
    orderBy: { id: "asc" },
  });

describe("what was set aside", () => {
  test("goes to the domain that it names once that is there, vouched for as it was when it came", async () => {
    await deliver(report(`second${round}.example`));
    expect(await replay()).toMatchObject({ replayed: 0, left: 1 });
    const { domainId: second } = await makeDomain(db, owner.organization, `second${round}.example`);
    const [waiting] = await held();
    expect(await replay()).toEqual({
      replayed: 1,
      left: 0,
      results: [
        {
          id: waiting?.id,
          receipts: [{ kind: "stored", id: expect.any(String), domain: `second${round}.example` }],
        },
      ],
    });
    expect(await held()).toEqual([]);
    expect(await db.prisma.report.findMany({ where: { domainId: second } })).toMatchObject([
      {
        trust: "fcrdns",
        voucher: "reporter.example",
        road: "https",
        peer: "192.0.2.25",
        userAgent: "sender/1",
      },
    ]);
  });

  test("stays with its newest reason while it cannot be counted, and is kept once", async () => {
    await deliver(report(`second${round}.example`));
    await db.prisma.quarantined.updateMany({
      where: { domainId },
      data: { reason: "unreadable", findings: [] },
    });
    expect(await replay()).toMatchObject({ replayed: 0, left: 1 });
    await replay();
    expect(await held()).toMatchObject([
      { reason: "foreign-domain", findings: [{ code: "report-foreign-domain" }] },
    ]);
  });

  test("goes nowhere while the domain that it names is not proven", async () => {
    await deliver(report(`second${round}.example`));
    await makeDomain(db, owner.organization, `second${round}.example`, { verifiedAt: null });
    expect(await replay()).toMatchObject({ replayed: 0, left: 1 });
  });

  test("goes to no other organization", async () => {
    await deliver(report(`second${round}.example`));
    const other = await makeUser(db, `other${round}@example.com`);
    await makeDomain(db, other.organization, `second${round}.example`);
    expect(await replay()).toMatchObject({ replayed: 0, left: 1 });
  });

  test("is gone when the same report has come again meanwhile", async () => {
    const bytes = report(`first${round}.example`);
    await deliver(report(`second${round}.example`));
    await db.prisma.quarantined.updateMany({ where: { domainId }, data: { raw: Buffer.from(bytes) } });
    await deliver(bytes);
    expect((await replay()).results).toMatchObject([{ receipts: [{ kind: "duplicate" }] }]);
    expect(await held()).toEqual([]);
  });

  test("several at a time, some of them, and those of one domain", async () => {
    for (let number = 0; number < 20; number += 1) await deliver(Buffer.from(`no report ${number}`));
    expect(await replay()).toMatchObject({ replayed: 0, left: 20 });
    const [first, second] = await held();
    const ids = [first?.id ?? "", second?.id ?? ""];
    expect((await replay({ ids })).results.map(({ id }) => id)).toEqual(ids);
    expect((await replay({ domain: `first${round}.example` })).left).toBe(20);
    expect((await replay({ domain: "other.example" })).left).toBe(0);
  });
});

describe("who may", () => {
  test("not a viewer, not a stranger; and the ids of others are left out", async () => {
    await deliver(Buffer.from("no report"));
    const [waiting] = await held();
    const other = await makeUser(db, `other${round}@example.com`);
    const input = { organization: owner.organization, ids: "all" as const };
    expect(await replayQuarantined(context(other.actor), input)).toEqual({ ok: false, code: "not-found" });
    await makeMember(db, other.userId, owner.organization, "viewer");
    expect(await replayQuarantined(context(other.actor), input)).toEqual({ ok: false, code: "forbidden" });
    const elsewhere = { organization: other.organization, ids: [waiting?.id ?? ""] };
    expect(await replayQuarantined(context(other.actor), elsewhere)).toEqual({
      ok: true,
      value: { replayed: 0, left: 0, results: [] },
    });
  });
});
