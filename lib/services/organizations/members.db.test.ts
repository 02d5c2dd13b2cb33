import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db, Role } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changeRole } from "./change-role.ts";
import { inviteMember } from "./invite-member.ts";
import { listMembers } from "./list-members.ts";
import { listOrganizations } from "./list-organizations.ts";
import { removeMember } from "./remove-member.ts";
import { renameOrganization } from "./rename-organization.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

const start = new Date("2026-03-10T12:00:00Z");
const roles: Role[] = ["owner", "admin", "member", "viewer"];

let db: Db;
let drop: () => Promise<void>;
let slug: string;
let people: Record<Role, { userId: string; actor: Actor; email: string }>;
let outsider: { userId: string; actor: Actor; organization: string };
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  const made = await Promise.all(
    roles.map(async (role) => {
      const email = `${role}${round}@example.test`;
      return [role, { ...(await makeUser(db, email)), email }] as const;
    }),
  );
  const users = Object.fromEntries(made) as Record<Role, (typeof made)[number][1]>;
  slug = users.owner.organization;
  for (const role of roles) if (role !== "owner") await makeMember(db, users[role].userId, slug, role);
  people = users;
  outsider = await makeUser(db, `outsider${round}@example.test`);
});

function as(actor: Actor, rest: Partial<Context> = {}) {
  return testContext(db, actor, { now: start, ...rest });
}

const silent = () => ({ subject: "", text: "" });

function invite(by: Actor, email = `guest${round}@example.test`, rest: Partial<Context> = {}) {
  return inviteMember(as(by, rest), { organization: slug, email, role: "viewer" }, silent);
}

async function invited(email = `guest${round}@example.test`) {
  const result = await invite(people.owner.actor, email);
  if (!result.ok) throw new Error(result.code);
  const token = result.value.link.split("/").at(-1) ?? "";
  const row = await db.prisma.invitation.findFirstOrThrow({ where: { email, acceptedAt: null } });
  return { token, id: row.id };
}

function remove(by: Actor, userId: string) {
  return removeMember(as(by), { organization: slug, userId });
}

function outcome(result: { ok: true } | { ok: false; code: string }): string {
  return result.ok ? "ok" : result.code;
}

describe("what a role may do", () => {
  const rows: [
    what: string,
    act: (actor: Actor) => Promise<Parameters<typeof outcome>[0]>,
    allowed: Role[],
  ][] = [
    ["sees the members", (actor) => listMembers(as(actor), slug), roles],
    ["invites", (actor) => invite(actor), ["owner", "admin"]],
    [
      "revokes an invitation",
      async (actor) => revokeInvitation(as(actor), { organization: slug, id: (await invited()).id }),
      ["owner", "admin"],
    ],
    [
      "renames the organization",
      (actor) => renameOrganization(as(actor), { organization: slug, name: "New name" }),
      ["owner", "admin"],
    ],
  ];

  test.each(rows)("%s", async (_, act, allowed) => {
    const outcomes: Record<string, string> = {};
    for (const role of roles) outcomes[role] = outcome(await act(people[role].actor));
    expect(outcomes).toEqual(
      Object.fromEntries(roles.map((role) => [role, allowed.includes(role) ? "ok" : "forbidden"])),
    );
  });

  test.each(rows)("%s: an organization of others is like an unknown one", async (_, act) => {
    const unknown = await listMembers(as(outsider.actor), "unknown-000000");
    expect(unknown).toEqual({ ok: false, code: "not-found" });
    expect(await act(outsider.actor)).toEqual(unknown);
  });

  test.each(rows)("%s: not before signing in", async (_, act) => {
    expect(outcome(await act({ kind: "anonymous" }))).toBe("unauthenticated");
  });
});

describe("removing", () => {
  const rows: [by: Role, whom: Role, expected: string][] = [
    ["owner", "admin", "ok"],
    ["owner", "viewer", "ok"],
    ["admin", "member", "ok"],
    ["admin", "owner", "forbidden"],
    ["member", "viewer", "forbidden"],
    ["viewer", "owner", "forbidden"],
    ["admin", "admin", "ok"],
    ["member", "member", "ok"],
    ["viewer", "viewer", "ok"],
    ["owner", "owner", "last-owner"],
  ];

  test.each(rows)("%s removes %s: %s", async (by, whom, expected) => {
    expect(outcome(await remove(people[by].actor, people[whom].userId))).toBe(expected);
    const stays = await db.prisma.member.count({
      where: { userId: people[whom].userId, organization: { slug } },
    });
    expect(stays).toBe(expected === "ok" ? 0 : 1);
  });

  test("takes effect at once", async () => {
    expect(outcome(await listMembers(as(people.member.actor), slug))).toBe("ok");
    await remove(people.owner.actor, people.member.userId);
    expect(outcome(await listMembers(as(people.member.actor), slug))).toBe("not-found");
    const own = await listOrganizations(as(people.member.actor));
    expect(own.ok && own.value.map((organization) => organization.slug)).not.toContain(slug);
  });

  test("an owner may go while another stays; of two who go at once one stays", async () => {
    await makeMember(db, outsider.userId, slug, "owner");
    const both = await Promise.all([
      remove(people.owner.actor, people.owner.userId),
      remove(outsider.actor, outsider.userId),
    ]);
    expect(both.map(outcome).sort()).toEqual(["last-owner", "ok"]);
    expect(await db.prisma.member.count({ where: { role: "owner", organization: { slug } } })).toBe(1);
  });

  test("somebody who is no member is not found", async () => {
    expect(outcome(await remove(people.owner.actor, outsider.userId))).toBe("not-found");
  });
});

describe("inviting", () => {
  test("without a mail server the link is handed over by hand", async () => {
    const result = await invite(people.owner.actor);
    expect(result).toMatchObject({ ok: true, value: { mailed: false } });
    expect(result.ok && result.value.link).toMatch(/^https:\/\/sealpost\.example\/sign-up\/[\w-]{43}$/);
  });

  test("mails the link, and says when the mail server refuses", async () => {
    const sent: { to: string }[] = [];
    const works = { send: async (mail: { to: string }) => void sent.push(mail) };
    const broken = { send: () => Promise.reject(new Error("550")) };
    const guest = `guest${round}@example.test`;
    expect(await invite(people.owner.actor, guest, { mailer: works })).toMatchObject({
      value: { mailed: true },
    });
    expect(await invite(people.owner.actor, guest, { mailer: broken })).toMatchObject({
      value: { mailed: false },
    });
    expect(sent).toMatchObject([{ to: guest }]);
  });

  test("a newer invitation of the same address voids the older", async () => {
    const guest = await makeUser(db, `guest${round}@example.test`);
    const older = await invited();
    const newer = await invited();
    expect(outcome(await acceptInvitation(as(guest.actor), older.token))).toBe("invitation-invalid");
    expect(outcome(await acceptInvitation(as(guest.actor), newer.token))).toBe("ok");
  });

  test("a member needs no invitation", async () => {
    expect(outcome(await invite(people.owner.actor, people.viewer.email))).toBe("already-member");
  });

  test("only its own organization's invitations are revoked", async () => {
    const { id, token } = await invited();
    const theirs = await revokeInvitation(as(outsider.actor), { organization: outsider.organization, id });
    expect(outcome(theirs)).toBe("not-found");
    expect(outcome(await revokeInvitation(as(people.admin.actor), { organization: slug, id }))).toBe("ok");
    const guest = await makeUser(db, `guest${round}@example.test`);
    expect(outcome(await acceptInvitation(as(guest.actor), token))).toBe("invitation-invalid");
  });
});

describe("accepting", () => {
  let guest: { actor: Actor; userId: string };
  beforeEach(async () => {
    guest = await makeUser(db, `guest${round}@example.test`);
  });

  test("joins with the role of the invitation, once", async () => {
    const { token } = await invited();
    const both = await Promise.all([
      acceptInvitation(as(guest.actor), token),
      acceptInvitation(as(guest.actor), token),
    ]);
    expect(both.map(outcome).sort()).toEqual(["invitation-invalid", "ok"]);
    expect(both).toContainEqual({ ok: true, value: { organization: slug } });
    const members = await db.prisma.member.findMany({
      where: { userId: guest.userId, organization: { slug } },
    });
    expect(members).toMatchObject([{ role: "viewer" }]);
  });

  test("is for the invited address", async () => {
    const { token } = await invited();
    expect(outcome(await acceptInvitation(as(outsider.actor), token))).toBe("other-address");
    expect(outcome(await acceptInvitation(as(guest.actor), token))).toBe("ok");
  });

  test("is over after seven days", async () => {
    const { token } = await invited();
    const over = { now: new Date(start.getTime() + 7 * 86_400_000) };
    expect(outcome(await acceptInvitation(as(guest.actor, over), token))).toBe("invitation-invalid");
  });

  test("lowers nobody's role", async () => {
    const { token } = await invited();
    await makeMember(db, guest.userId, slug, "admin");
    expect(outcome(await acceptInvitation(as(guest.actor), token))).toBe("ok");
    const member = await db.prisma.member.findFirstOrThrow({
      where: { userId: guest.userId, organization: { slug } },
    });
    expect(member.role).toBe("admin");
  });

  test("needs somebody who is signed in", async () => {
    const { token } = await invited();
    expect(outcome(await acceptInvitation(as({ kind: "anonymous" }), token))).toBe("unauthenticated");
  });
});

test("what was done, and by whom, stands in the audit log", async () => {
  await invite(people.admin.actor);
  for (const role of ["admin", "admin"] as const) {
    await changeRole(as(people.owner.actor), { organization: slug, userId: people.member.userId, role });
  }
  await remove(people.owner.actor, people.viewer.userId);
  await renameOrganization(as(people.owner.actor), { organization: slug, name: "New name" });
  const events = await db.prisma.auditEvent.findMany({
    where: { organization: { slug } },
    orderBy: { id: "asc" },
  });
  expect(events).toMatchObject([
    { action: "member.invited", actorId: people.admin.userId, subject: `guest${round}@example.test` },
    {
      action: "member.role-changed",
      actorId: people.owner.userId,
      subject: people.member.email,
      data: { from: "member", to: "admin" },
    },
    { action: "member.removed", actorId: people.owner.userId, subject: people.viewer.email },
    { action: "organization.renamed", actorId: people.owner.userId, subject: "New name" },
  ]);
});
