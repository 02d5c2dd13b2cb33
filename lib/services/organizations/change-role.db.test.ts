import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db, Role } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { changeRole } from "./change-role.ts";
import { removeMember } from "./remove-member.ts";

const roles: Role[] = ["owner", "admin", "member", "viewer"];

let db: Db;
let drop: () => Promise<void>;
let slug: string;
let people: Record<Role, { userId: string; actor: Actor }>;
let outsider: { userId: string; actor: Actor };
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  const made = await Promise.all(
    roles.map(async (role) => [role, await makeUser(db, `${role}${round}@example.test`)] as const),
  );
  const users = Object.fromEntries(made) as Record<Role, (typeof made)[number][1]>;
  slug = users.owner.organization;
  for (const role of roles) if (role !== "owner") await makeMember(db, users[role].userId, slug, role);
  people = users;
  outsider = await makeUser(db, `outsider${round}@example.test`);
});

function as(actor: Actor) {
  return testContext(db, actor);
}

function outcome(result: { ok: true } | { ok: false; code: string }): string {
  return result.ok ? "ok" : result.code;
}

function give(by: Actor, userId: string, role: Role) {
  return changeRole(as(by), { organization: slug, userId, role });
}

async function roleOf(userId: string): Promise<Role> {
  return (await db.prisma.member.findFirstOrThrow({ where: { userId, organization: { slug } } })).role;
}

const rows: [by: Role, whom: Role, to: Role, expected: string][] = [
  ["owner", "viewer", "owner", "ok"],
  ["owner", "admin", "viewer", "ok"],
  ["admin", "viewer", "admin", "ok"],
  ["admin", "member", "viewer", "ok"],
  ["admin", "admin", "member", "ok"],
  ["admin", "member", "owner", "forbidden"],
  ["admin", "admin", "owner", "forbidden"],
  ["admin", "owner", "viewer", "forbidden"],
  ["member", "viewer", "member", "forbidden"],
  ["member", "member", "viewer", "forbidden"],
  ["viewer", "viewer", "owner", "forbidden"],
  ["owner", "owner", "admin", "last-owner"],
  ["owner", "owner", "owner", "ok"],
];

test.each(rows)("%s makes %s a %s: %s", async (by, whom, to, expected) => {
  const { userId } = people[whom];
  expect(outcome(await give(people[by].actor, userId, to))).toBe(expected);
  expect(await roleOf(userId)).toBe(expected === "ok" ? to : whom);
});

test("takes effect at once", async () => {
  expect(outcome(await give(people.member.actor, people.viewer.userId, "member"))).toBe("forbidden");
  await give(people.owner.actor, people.member.userId, "admin");
  expect(outcome(await give(people.member.actor, people.viewer.userId, "member"))).toBe("ok");
});

test("an owner may step down while another stays; of two who do at once one stays", async () => {
  await makeMember(db, outsider.userId, slug, "owner");
  const both = await Promise.all([
    give(people.owner.actor, people.owner.userId, "admin"),
    give(outsider.actor, outsider.userId, "viewer"),
  ]);
  expect(both.map(outcome).sort()).toEqual(["last-owner", "ok"]);
  expect(await db.prisma.member.count({ where: { role: "owner", organization: { slug } } })).toBe(1);
});

test("one who steps down while the other leaves: an owner stays", async () => {
  await makeMember(db, outsider.userId, slug, "owner");
  const both = await Promise.all([
    give(people.owner.actor, people.owner.userId, "admin"),
    removeMember(as(outsider.actor), { organization: slug, userId: outsider.userId }),
  ]);
  expect(both.map(outcome).sort()).toEqual(["last-owner", "ok"]);
});

test("is for members, of one's own organization", async () => {
  expect(outcome(await give(people.owner.actor, outsider.userId, "viewer"))).toBe("not-found");
  expect(outcome(await give(outsider.actor, people.viewer.userId, "owner"))).toBe("not-found");
  expect(outcome(await give({ kind: "anonymous" }, people.viewer.userId, "owner"))).toBe("unauthenticated");
});
