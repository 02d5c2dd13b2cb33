import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { findReportAddress } from "#lib/db/reports/find-report-address.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { brief, checkDomain } from "./check-domain.ts";
import {
  revokeReportAddress,
  rotateReportAddress,
  rotateReportAddressInput,
} from "./rotate-report-address.ts";
import { showSetup } from "./show-setup.ts";

let db: Db;
let drop: () => Promise<void>;
let owner: { organization: string; actor: Actor };
let member: Actor;
const start = new Date("2026-03-10T12:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * 86_400_000);

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  owner = await makeUser(db, "owner@example.test");
  const second = await makeUser(db, "member@example.test");
  await makeMember(db, second.userId, owner.organization, "member");
  member = second.actor;
});
afterAll(() => drop());

async function domain(name: string) {
  const path = { organization: owner.organization, domain: name };
  return { path, ...(await makeDomain(db, owner.organization, name)) };
}

function at(now: Date, txt: Record<string, string[]> = {}) {
  return testContext(db, owner.actor, { now, outside: { txt } });
}

async function addresses(path: { organization: string; domain: string }, now: Date) {
  const setup = await showSetup(at(now), path);
  if (!setup.ok) throw new Error(setup.code);
  return setup.value;
}

test("the old address works until its grace time is over, the new one from now on", async () => {
  const { path, token: old } = await domain("grace.test");
  expect(await rotateReportAddress(at(start), path, { graceDays: 7 })).toEqual({
    ok: true,
    value: { until: after(7) },
  });
  const setup = await addresses(path, start);
  const current = setup.httpsUri.split("/").at(-1) ?? "";
  expect(current).not.toBe(old);
  expect(setup.items).toContainEqual(
    expect.objectContaining({ purpose: "tlsrpt", value: expect.stringContaining(current) }),
  );
  expect(setup.formerAddresses).toMatchObject([{ token: old, until: after(7) }]);
  expect(await findReportAddress(db, old, after(6))).toMatchObject({ domain: "grace.test" });
  expect(await findReportAddress(db, old, after(7))).toBeNull();
  expect(await findReportAddress(db, current, after(1000))).toMatchObject({ domain: "grace.test" });
  expect((await addresses(path, after(7))).formerAddresses).toEqual([]);
});

test("a check says which address the record names, and never calls a replaced one foreign", async () => {
  const { path, token } = await domain("record.test");
  const record = `v=TLSRPTv1; rua=https://sealpost.example/api/tlsrpt/${token}`;
  const codes = async (now: Date) => {
    await db.prisma.domain.updateMany({ data: { nextCheckAt: now } });
    const checked = await checkDomain(at(now, { "_smtp._tls.record.test": [record] }), path, brief);
    if (!checked.ok) throw new Error(checked.code);
    return checked.value.posture.findings
      .map(({ code }) => code)
      .filter((code) => code.startsWith("tlsrpt-"));
  };
  expect(await codes(start)).toEqual([]);
  await rotateReportAddress(at(start), path, { graceDays: 30 });
  expect(await codes(after(1))).toEqual(["tlsrpt-address-replaced"]);
  expect(await codes(after(31))).toEqual(["tlsrpt-address-expired"]);
});

test("three addresses work at the most, whoever asks at the same time", async () => {
  const { path, domainId } = await domain("many.test");
  const rotations = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      rotateReportAddress(at(new Date(start.getTime() + index)), path, { graceDays: 90 }),
    ),
  );
  expect(rotations.map((one) => (one.ok ? "ok" : one.code)).sort()).toEqual([
    "ok",
    "ok",
    "too-many",
    "too-many",
    "too-many",
  ]);
  expect(await db.prisma.reportAddress.count({ where: { domainId } })).toBe(3);
  expect(await db.prisma.reportAddress.count({ where: { domainId, expiresAt: null } })).toBe(1);
});

test("a replaced address can be ended at once, the current one never", async () => {
  const { path, token: old } = await domain("revoke.test");
  await rotateReportAddress(at(start), path, { graceDays: 90 });
  const current = (await addresses(path, start)).httpsUri.split("/").at(-1) ?? "";
  expect(await revokeReportAddress(at(start), path, { token: current })).toMatchObject({ code: "not-found" });
  expect(await revokeReportAddress(at(start), path, { token: old })).toEqual({ ok: true, value: null });
  expect(await findReportAddress(db, old, start)).toBeNull();
  expect(await revokeReportAddress(at(start), path, { token: old })).toMatchObject({ code: "not-found" });
  const foreign = await domain("foreign.test");
  expect(await revokeReportAddress(at(start), path, { token: foreign.token })).toMatchObject({ ok: false });
  const events = await db.prisma.auditEvent.findMany({
    where: { subject: "revoke.test" },
    orderBy: { at: "asc" },
  });
  expect(events.map(({ action }) => action).sort()).toEqual([
    "domain.report-address-revoked",
    "domain.report-address-rotated",
  ]);
});

test("only administrators rotate and revoke", async () => {
  const { path, token } = await domain("roles.test");
  const context = testContext(db, member, { now: start });
  expect(await rotateReportAddress(context, path, { graceDays: 7 })).toMatchObject({ code: "forbidden" });
  expect(await revokeReportAddress(context, path, { token })).toMatchObject({ code: "forbidden" });
});

test.each([
  ["7", true],
  ["30", true],
  ["90", true],
  ["0", false],
  ["3650", false],
  ["", false],
  ["x", false],
])("a grace time of “%s” days", (graceDays, isAllowed) => {
  expect(rotateReportAddressInput.safeParse({ graceDays }).success).toBe(isAllowed);
});
