import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { disconnectProvider } from "./disconnect-provider.ts";
import { findSession } from "./find-session.ts";
import { startSession } from "./start-session.ts";

const offered = ["github", "google"];
const start = new Date("2026-03-10T12:00:00Z");

let db: Db;
let drop: () => Promise<void>;
let actor: Actor;
let userId: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  ({ userId, actor } = await makeUser(db, `user${round}@example.test`));
});

async function connected({ password = false, providers = ["github"] } = {}) {
  if (password) await db.prisma.user.update({ where: { id: userId }, data: { passwordHash: "of the user" } });
  await db.prisma.account.createMany({
    data: providers.map((provider) => ({
      userId,
      type: "oauth",
      provider,
      providerAccountId: `${provider}-${round}`,
    })),
  });
}

function disconnect(provider = "github", rest: Partial<Context> = {}) {
  return disconnectProvider(testContext(db, actor, { now: start, ...rest }), { provider }, offered);
}

async function left(): Promise<string[]> {
  const accounts = await db.prisma.account.findMany({ where: { userId }, orderBy: { provider: "asc" } });
  return accounts.map(({ provider }) => provider);
}

const refused = { ok: false, code: "last-way-in" };
const rows: [why: string, setUp: Parameters<typeof connected>[0], expected: object, left: string[]][] = [
  ["a password remains", { password: true }, { ok: true }, []],
  ["another provider remains", { providers: ["github", "google"] }, { ok: true }, ["google"]],
  ["nothing remains", {}, refused, ["github"]],
  ["one that is not offered is no way in", { providers: ["github", "oidc"] }, refused, ["github", "oidc"]],
  ["it is not connected", { providers: ["google"] }, { ok: false, code: "not-found" }, ["google"]],
];

test.each(rows)("%s", async (_, setUp, expected, remaining) => {
  await connected(setUp);
  expect(await disconnect()).toMatchObject(expected);
  expect(await left()).toEqual(remaining);
});

test("is for signed-in users", async () => {
  expect(await disconnect("github", { actor: { kind: "anonymous" } })).toMatchObject({
    code: "unauthenticated",
  });
});

test("a mailed link remains where mail is sent", async () => {
  await connected();
  expect(await disconnect("github", { mailer: { send: async () => {} } })).toMatchObject({ ok: true });
});

test("one that signs nobody in any more may go", async () => {
  await connected({ providers: ["oidc"] });
  expect(await disconnect("oidc")).toMatchObject({ ok: true });
});

test("of two that go at once one stays", async () => {
  await connected({ providers: ["github", "google"] });
  await Promise.all([disconnect("github"), disconnect("google")]);
  expect(await left()).toHaveLength(1);
});

test("leaves the sessions, and stands in the audit log", async () => {
  await connected({ password: true });
  const sid = await startSession({ db, now: start }, { userId, userAgent: null });
  await disconnect();
  expect(await findSession({ db, now: start }, sid)).toMatchObject({ userId });
  const events = await db.prisma.auditEvent.findMany({ where: { actorId: userId } });
  expect(events).toMatchObject([{ action: "user.provider-disconnected", subject: "github" }]);
});
