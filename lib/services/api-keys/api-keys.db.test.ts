import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db, Role } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Actor, KeyScope } from "#lib/services/context.ts";
import { makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { authenticateKey } from "./authenticate-key.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

const now = new Date("2026-03-10T12:00:00Z");

let db: Db;
let drop: () => Promise<void>;
let owner: { userId: string; organization: string; actor: Actor };
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  owner = await makeUser(db, `owner${round}@example.com`);
});

const as = (actor: Actor) => testContext(db, actor, { now });

function create(
  actor: Actor = owner.actor,
  { scopes = ["read"] as KeyScope[], expiresAt = null as Date | null } = {},
) {
  return createApiKey(as(actor), { organization: owner.organization, name: "Grafana", scopes, expiresAt });
}

async function created(actor?: Actor) {
  const made = await create(actor);
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

test("a key is 32 random octets, shown once; the database has its hash and its first characters", async () => {
  const { key, prefix, id } = await created();
  expect(key).toMatch(/^slp_[A-Za-z0-9_-]{43}$/);
  expect(prefix).toBe(key.slice(0, 10));
  const row = await db.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(row.keyHash)).toEqual(createHash("sha256").update(key).digest());
  const events = await db.prisma.auditEvent.findMany({ where: { subject: prefix } });
  expect(events).toMatchObject([{ action: "api-key.created", data: { name: "Grafana", scopes: "read" } }]);
  expect(JSON.stringify([row, events])).not.toContain(key);
  const listed = await listApiKeys(as(owner.actor), owner.organization);
  expect(listed).toMatchObject({
    value: {
      keys: [{ id, prefix, createdBy: `owner${round}@example.com`, lastUsedAt: null, expired: false }],
    },
  });
});

test("the command line makes one for nobody in particular", async () => {
  const { id } = await created({ kind: "system" });
  expect(await db.prisma.apiKey.findUniqueOrThrow({ where: { id } })).toMatchObject({ createdById: null });
});

test.each<[Role, boolean]>([
  ["admin", true],
  ["member", false],
  ["viewer", false],
])("%s may make, see and revoke keys: %s", async (role, may) => {
  const person = await makeUser(db, `${role}${round}@example.com`);
  await makeMember(db, person.userId, owner.organization, role);
  const { id } = await created();
  const made = await create(person.actor);
  const listed = await listApiKeys(as(person.actor), owner.organization);
  const revoked = await revokeApiKey(as(person.actor), { organization: owner.organization, id });
  expect([made.ok, listed.ok, revoked.ok]).toEqual([may, may, may]);
  if (!may) expect(revoked).toMatchObject({ code: "forbidden" });
});

test("a revoked key is worth nothing from then on, and cannot be revoked twice", async () => {
  const { key, id } = await created();
  const input = { organization: owner.organization, id };
  expect(await authenticateKey(as({ kind: "anonymous" }), key)).toMatchObject({ ok: true });
  expect(await revokeApiKey(as(owner.actor), input)).toMatchObject({ ok: true });
  expect(await authenticateKey(as({ kind: "anonymous" }), key)).toMatchObject({ code: "unauthenticated" });
  expect(await revokeApiKey(as(owner.actor), input)).toMatchObject({ code: "not-found" });
  expect(await listApiKeys(as(owner.actor), owner.organization)).toMatchObject({ value: { keys: [] } });
});

test("nobody revokes another organization’s key", async () => {
  const { key, id } = await created();
  const stranger = await makeUser(db, `stranger${round}@example.com`);
  const tried = await revokeApiKey(as(stranger.actor), { organization: stranger.organization, id });
  expect(tried).toMatchObject({ code: "not-found" });
  expect(await authenticateKey(as({ kind: "anonymous" }), key)).toMatchObject({ ok: true });
});

test("a key whose time is over is none, and stays to be seen", async () => {
  const made = await create(owner.actor, { expiresAt: new Date(now.getTime() + 1000) });
  if (!made.ok) throw new Error(made.code);
  const later = new Date(now.getTime() + 1000);
  const context = testContext(db, owner.actor, { now: later });
  expect(await authenticateKey(context, made.value.key)).toMatchObject({ code: "unauthenticated" });
  expect(await listApiKeys(context, owner.organization)).toMatchObject({
    value: { keys: [{ expired: true }] },
  });
  expect(await create(owner.actor, { expiresAt: now })).toMatchObject({ code: "already-over" });
});

test("an organization has a hundred keys at most", async () => {
  const { organization } = owner;
  const { id: organizationId } = await db.prisma.organization.findUniqueOrThrow({
    where: { slug: organization },
  });
  await db.prisma.apiKey.createMany({
    data: Array.from({ length: 100 }, (_, n) => ({
      organizationId,
      name: "One of many",
      prefix: "slp_000000",
      keyHash: createHash("sha256").update(`${round}-${n}`).digest(),
    })),
  });
  expect(await create()).toMatchObject({ code: "too-many" });
});

test.each<[KeyScope[], Role, boolean]>([
  [["read"], "viewer", true],
  [["read"], "member", false],
  [["write"], "viewer", false],
  [["write"], "member", true],
  [["read", "write"], "viewer", true],
  [["read", "write"], "member", true],
  [["read", "write"], "admin", false],
  [["read", "write"], "owner", false],
  [[], "viewer", false],
])("a key with %j may what a %s may: %s", async (scopes, atLeast, may) => {
  const { id: organizationId } = await db.prisma.organization.findUniqueOrThrow({
    where: { slug: owner.organization },
  });
  const actor: Actor = { kind: "key", keyId: "", name: "Key", organizationId, scopes };
  const asked = await requireMember(as(actor), owner.organization, atLeast);
  expect(asked.ok ? "ok" : asked.code).toBe(may ? "ok" : "forbidden");
  const elsewhere = await makeUser(db, `elsewhere${round}@example.com`);
  expect(await requireMember(as(actor), elsewhere.organization, atLeast)).toMatchObject({
    code: "not-found",
  });
});
