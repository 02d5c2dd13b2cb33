import { createHash, randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { finding } from "#lib/core/finding.ts";
import type { Db } from "#lib/db/client.ts";
import { quarantineReport } from "#lib/db/reports/quarantine-report.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { discardQuarantined } from "./discard-quarantined.ts";
import { countQuarantine, listQuarantine } from "./list-quarantine.ts";
import { downloadQuarantined, showQuarantined } from "./show-quarantined.ts";

type User = { userId: string; organization: string; actor: Actor };

let db: Db;
let drop: () => Promise<void>;
let owner: User;
let viewer: Actor;
let stranger: User;
let organizationId: string;
let domains: Record<"first" | "second" | "unproven", string>;
let received = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  owner = await makeUser(db, "owner@example.test");
  stranger = await makeUser(db, "stranger@example.test");
  const other = await makeUser(db, "viewer@example.test");
  await makeMember(db, other.userId, owner.organization, "viewer");
  viewer = other.actor;
  const { organization } = owner;
  organizationId = (await db.prisma.organization.findUniqueOrThrow({ where: { slug: organization } })).id;
  domains = {
    first: (await makeDomain(db, organization, "first.test")).domainId,
    second: (await makeDomain(db, organization, "second.test")).domainId,
    unproven: (await makeDomain(db, organization, "unproven.test", { verifiedAt: null })).domainId,
  };
});
afterAll(() => drop());
beforeEach(async () => {
  await db.prisma.quarantined.deleteMany();
});

async function setAside(
  domain: keyof typeof domains | null,
  text = `{"number": ${received}}`,
  { receivedAt }: { receivedAt?: Date } = {},
): Promise<string> {
  received += 1;
  const id = randomUUIDv7();
  const raw = Buffer.from(text);
  await quarantineReport(db, {
    ...{
      organizationId,
      id,
      raw,
      road: "https",
      peer: "192.0.2.1",
      userAgent: "Test/1",
      reason: "unreadable",
    },
    domainId: domain === null ? null : domains[domain],
    receivedAt: receivedAt ?? new Date(Date.UTC(2026, 2, 1) + received * 1_000),
    credentials: { kind: "nobody", reason: "no-address" },
    fileName: "report.json",
    findings: [finding("report-value-missing", "error", { subject: "policies[0]" })],
    rawHash: createHash("sha256").update(raw).digest(),
  });
  return id;
}

function context(actor = owner.actor) {
  return testContext(db, actor);
}

async function listed(
  domain?: string,
  page: { before: string | null; limit: number } = { before: null, limit: 50 },
) {
  const found = await listQuarantine(context(), { organization: owner.organization, domain }, page);
  if (!found.ok) throw new Error(found.code);
  return found.value;
}

describe("the list", () => {
  test("of a domain is its own; that of the organization has everything, newest first", async () => {
    const first = await setAside("first");
    const nobodys = await setAside(null);
    const second = await setAside("second");
    expect((await listed("first.test")).entries.map(({ id }) => id)).toEqual([first]);
    const all = (await listed()).entries;
    expect(all.map(({ id, domain }) => [id, domain])).toEqual([
      [second, "second.test"],
      [nobodys, null],
      [first, "first.test"],
    ]);
    expect(all[2]).toMatchObject({
      road: "https",
      peer: "192.0.2.1",
      fileName: "report.json",
      reason: "unreadable",
      fault: { code: "report-value-missing", subject: "policies[0]" },
    });
    expect(all[2]?.size).toBeGreaterThan(10);
  });

  test("tells nothing of a domain that is not proven", async () => {
    const id = await setAside("unproven");
    const { organization } = owner;
    expect((await listed()).entries).toEqual([]);
    expect(await countQuarantine(context(), { organization })).toEqual({ ok: true, value: 0 });
    const path = { organization, domain: "unproven.test" };
    expect(await listQuarantine(context(), path, { before: null, limit: 9 })).toMatchObject({
      code: "not-proven",
    });
    expect(await showQuarantined(context(), { organization, id })).toMatchObject({ code: "not-found" });
    expect(await discardQuarantined(context(), { organization, ids: [id] })).toMatchObject({
      value: { discarded: 0 },
    });
  });

  test("is read page by page, and no entry is missed among those of the same moment", async () => {
    const receivedAt = new Date("2026-03-05T10:00:00.123Z");
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await setAside("first", undefined, { receivedAt }));
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await listed("first.test", { before, limit: 2 });
      seen.push(...page.entries.map(({ id }) => id));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(ids.toSorted().toReversed());
  });

  test.each([
    "",
    "x",
    "1_2",
    "99999999999999_00000000-0000-7000-8000-000000000000",
    "1_00000000-0000-7000-8000-00000000000\0",
  ])("a cursor that is none (%j) reads from the beginning or nothing, and breaks nothing", async (before) => {
    await setAside("first");
    expect((await listed("first.test", { before, limit: 2 })).entries).toHaveLength(1);
  });

  test("counts what waits", async () => {
    await setAside("first");
    await setAside(null);
    const { organization } = owner;
    expect(await countQuarantine(context(viewer), { organization })).toEqual({ ok: true, value: 2 });
    expect(await countQuarantine(context(viewer), { organization, domain: "first.test" })).toEqual({
      ok: true,
      value: 1,
    });
  });
});

describe("one entry", () => {
  test("is shown with its findings, its road and its text", async () => {
    const id = await setAside("first", '{"a":1}');
    const shown = await showQuarantined(context(viewer), { organization: owner.organization, id });
    expect(shown).toMatchObject({
      ok: true,
      value: {
        role: "viewer",
        domain: "first.test",
        size: 7,
        findings: [{ code: "report-value-missing", subject: "policies[0]" }],
        credentials: { kind: "nobody", reason: "no-address" },
        text: { form: "json", text: '{\n  "a": 1\n}' },
      },
    });
  });

  test("is downloaded as it came", async () => {
    const id = await setAside(null, "<script>");
    const file = await downloadQuarantined(context(viewer), { organization: owner.organization, id });
    if (!file.ok) throw new Error(file.code);
    expect(Buffer.from(file.value.bytes).toString()).toBe("<script>");
    expect(file.value.fileName).toMatch(/^quarantined_2026-03-\d\d_[0-9a-f]{12}\.bin$/);
  });

  test("of somebody else does not exist", async () => {
    const id = await setAside("first");
    for (const path of [
      { organization: owner.organization, id },
      { organization: stranger.organization, id },
      { organization: stranger.organization, id: "no-uuid" },
    ]) {
      expect(await showQuarantined(context(stranger.actor), path)).toMatchObject({ code: "not-found" });
      expect(await downloadQuarantined(context(stranger.actor), path)).toMatchObject({ code: "not-found" });
    }
  });
});

describe("discarding", () => {
  test("takes what was chosen, once, and is written down", async () => {
    const [one, two] = [await setAside("first"), await setAside("first")];
    const choice = { organization: owner.organization, domain: "first.test", ids: [one] };
    expect(await discardQuarantined(context(), choice)).toEqual({ ok: true, value: { discarded: 1 } });
    expect(await discardQuarantined(context(), choice)).toEqual({ ok: true, value: { discarded: 0 } });
    expect((await listed()).entries.map(({ id }) => id)).toEqual([two]);
    const events = await db.prisma.auditEvent.findMany({ where: { action: "quarantine.discarded" } });
    expect(events).toMatchObject([{ subject: "first.test", data: { count: 1 } }]);
  });

  test("all of a domain leaves the others alone", async () => {
    await setAside("first");
    const [second, nobodys] = [await setAside("second"), await setAside(null)];
    await discardQuarantined(context(), {
      organization: owner.organization,
      domain: "first.test",
      ids: "all",
    });
    expect((await listed()).entries.map(({ id }) => id)).toEqual([nobodys, second]);
  });

  test("is for members, within their own organization", async () => {
    const id = await setAside("first");
    const { organization } = owner;
    expect(await discardQuarantined(context(viewer), { organization, ids: [id] })).toMatchObject({
      code: "forbidden",
    });
    const elsewhere = { organization: stranger.organization, ids: [id] };
    expect(await discardQuarantined(context(stranger.actor), elsewhere)).toMatchObject({
      value: { discarded: 0 },
    });
    expect((await listed()).entries).toHaveLength(1);
  });
});
