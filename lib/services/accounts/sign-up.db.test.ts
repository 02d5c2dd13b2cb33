import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { inviteMember } from "#lib/services/organizations/invite-member.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { createSetUpLink } from "./create-set-up-link.ts";
import { requestSignUp } from "./request-sign-up.ts";
import { showInvitation } from "./show-invitation.ts";
import { signUp, signUpInput } from "./sign-up.ts";

const start = new Date("2026-03-10T12:00:00Z");
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  await db.prisma.rateLimit.deleteMany();
  await db.prisma.organization.deleteMany();
  await db.prisma.invitation.deleteMany();
  await db.prisma.user.deleteMany();
});

function visitor(now = start) {
  return testContext(db, { kind: "anonymous" }, { now });
}

function create(token: string, { email = "typed@example.test", now = start } = {}) {
  const input = { token, email, name: " Ann ", password: "correct horse battery", locale: "fr" };
  return signUp(visitor(now), signUpInput.parse(input));
}

async function setUpToken(now = start): Promise<string> {
  return tokenOf(await createSetUpLink(visitor(now)));
}

function tokenOf(link: string | null): string {
  return link?.split("/").at(-1) ?? "";
}

async function invitationOf(email: string, { owner = "owner@example.com", role = "member" as const } = {}) {
  const known = await db.prisma.user.findUnique({
    where: { email: owner },
    include: { memberships: { include: { organization: true } } },
  });
  const slug = known?.memberships[0]?.organization.slug ?? (await makeUser(db, owner)).organization;
  const { id } = await db.prisma.user.findUniqueOrThrow({ where: { email: owner } });
  const invited = await inviteMember(
    testContext(db, { kind: "user", userId: id }, { now: start }),
    { organization: slug, email, role },
    () => ({ subject: "", text: "" }),
  );
  if (!invited.ok) throw new Error(invited.code);
  return { slug, token: tokenOf(invited.value.link) };
}

const invalid = { ok: false, code: "invitation-invalid" };

describe("set-up link", () => {
  test("makes the first account, which owns an organization of its own", async () => {
    const token = await setUpToken();
    expect(await showInvitation(visitor(), token)).toEqual({ purpose: "set-up" });
    const made = await create(token, { email: "Ann@Example.test" });
    expect(made).toMatchObject({ ok: true, value: { email: "ann@example.test" } });
    const user = await db.prisma.user.findUniqueOrThrow({
      where: { email: "ann@example.test" },
      include: { memberships: { include: { organization: true } } },
    });
    expect(user).toMatchObject({ name: "Ann", locale: "fr" });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(user.memberships).toMatchObject([{ role: "owner", organization: { name: "example.test" } }]);
    expect(made).toMatchObject({ value: { organization: user.memberships[0]?.organization.slug } });
  });

  test("is void as soon as any user exists, and no other is made", async () => {
    const token = await setUpToken();
    await makeUser(db, "first@example.test");
    expect(await create(token)).toEqual(invalid);
    expect(await showInvitation(visitor(), token)).toBeNull();
    expect(await createSetUpLink(visitor())).toBeNull();
  });

  test("used twice at once makes one account", async () => {
    const token = await setUpToken();
    const both = await Promise.all([
      create(token, { email: "one@example.test" }),
      create(token, { email: "two@example.test" }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual(invalid);
    expect(await db.prisma.user.count()).toBe(1);
    expect(await db.prisma.organization.count()).toBe(1);
  });

  test("a newer one voids it", async () => {
    const older = await setUpToken();
    const newer = await setUpToken();
    expect(await create(older)).toEqual(invalid);
    expect(await create(newer)).toMatchObject({ ok: true });
  });

  test("lasts a day", async () => {
    const token = await setUpToken();
    expect(await create(token, { now: hours(24) })).toEqual(invalid);
    expect(await create(token, { now: hours(23.9) })).toMatchObject({ ok: true });
  });

  test("is kept as a hash", async () => {
    const token = await setUpToken();
    const [row] = await db.prisma.invitation.findMany();
    expect(JSON.stringify(row)).not.toContain(token);
  });
});

describe("invitation", () => {
  test("makes an account for its own address, whatever was typed, with the role it names", async () => {
    const { slug, token } = await invitationOf("ann@example.test");
    expect(await showInvitation(visitor(), token)).toEqual({
      purpose: "join",
      email: "ann@example.test",
      hasAccount: false,
      organization: "owner@example.com",
      role: "member",
    });
    const made = await create(token, { email: "other@example.test" });
    expect(made).toMatchObject({ ok: true, value: { email: "ann@example.test", organization: slug } });
    const members = await db.prisma.member.findMany({
      where: { user: { email: "ann@example.test" } },
      include: { organization: true },
    });
    expect(Object.fromEntries(members.map(({ organization, role }) => [organization.name, role]))).toEqual({
      "example.test": "owner",
      "owner@example.com": "member",
    });
  });

  test("does not confirm the address: whoever invited has seen the link", async () => {
    const { token } = await invitationOf("ann@example.test");
    await create(token);
    const user = await db.prisma.user.findUniqueOrThrow({ where: { email: "ann@example.test" } });
    expect(user.emailVerified).toBeNull();
  });

  test("works once", async () => {
    const { token } = await invitationOf("ann@example.test");
    const both = await Promise.all([create(token), create(token)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await create(token)).toEqual(invalid);
    expect(await db.prisma.user.count({ where: { email: "ann@example.test" } })).toBe(1);
  });

  test("lasts seven days", async () => {
    const { token } = await invitationOf("ann@example.test");
    expect(await create(token, { now: hours(7 * 24) })).toEqual(invalid);
    expect(await showInvitation(visitor(hours(7 * 24)), token)).toBeNull();
    expect(await create(token, { now: hours(7 * 24 - 1) })).toMatchObject({ ok: true });
  });

  test("for an address with an account makes none, and can still be accepted", async () => {
    await makeUser(db, "ann@example.test");
    const { token } = await invitationOf("ann@example.test");
    expect(await create(token)).toEqual({ ok: false, code: "email-taken" });
    expect(await showInvitation(visitor(), token)).toMatchObject({ purpose: "join", hasAccount: true });
  });

  test("two for one address, used at once, make one account", async () => {
    const here = await invitationOf("ann@example.test", { owner: "here@example.com" });
    const there = await invitationOf("ann@example.test", { owner: "there@example.com" });
    const both = await Promise.all([create(here.token), create(there.token)]);
    expect(both.map((result) => (result.ok ? "ok" : result.code)).sort()).toEqual(["email-taken", "ok"]);
  });

  test.each(["", "unknown", "'; DROP TABLE users; --", "x".repeat(200)])("%j is no token", async (token) => {
    expect(await create(token)).toEqual(invalid);
  });
});

describe("input", () => {
  const good = { token: "t", email: "ann@example.test", name: "", password: "x".repeat(12), locale: null };

  test.each([
    ["a password of eleven characters", { password: "x".repeat(11) }],
    ["a password of 257 characters", { password: "x".repeat(257) }],
    ["no address", { email: "" }],
    ["an address without domain", { email: "ann" }],
    ["a name that fills a page", { name: "x".repeat(101) }],
  ])("%s is refused", (_, part) => {
    expect(signUpInput.safeParse({ ...good, ...part }).success).toBe(false);
  });

  test("neither digits nor signs are demanded of a password", () => {
    expect(signUpInput.safeParse(good).success).toBe(true);
  });
});

describe("open sign-up", () => {
  type Sent = { to: string; subject: string; text: string };

  function open(sent: Sent[] | "broken") {
    const send = async (mail: Sent) => {
      if (sent === "broken") throw new Error("connection refused");
      sent.push(mail);
    };
    const settings = {
      publicUrl: "https://sealpost.example",
      reportUrl: null,
      reportMailDomain: null,
      signUp: "open" as const,
    };
    return testContext(db, { kind: "anonymous" }, { now: start, mailer: { send }, settings });
  }

  function ask(context: ReturnType<typeof open>, email: string, peer = "192.0.2.1") {
    return requestSignUp(context, { email, peer }, (link) => ({
      subject: "",
      text: link ?? "has an account",
    }));
  }

  test("a mailed link makes an account whose address is confirmed", async () => {
    const sent: Sent[] = [];
    expect(await ask(open(sent), "ann@example.test")).toEqual({ ok: true, value: null });
    const token = tokenOf(sent[0]?.text ?? "");
    expect(await showInvitation(visitor(), token)).toMatchObject({
      purpose: "own",
      email: "ann@example.test",
    });
    expect(await create(token)).toMatchObject({ ok: true, value: { email: "ann@example.test" } });
    const user = await db.prisma.user.findUniqueOrThrow({ where: { email: "ann@example.test" } });
    expect(user.emailVerified).toEqual(start);
  });

  test("the answer is the same for an address that has an account; its owner alone learns it, by mail", async () => {
    await makeUser(db, "ann@example.test");
    const sent: Sent[] = [];
    const known = await ask(open(sent), "ann@example.test");
    const unknown = await ask(open(sent), "bob@example.test");
    expect(known).toEqual(unknown);
    expect(sent).toMatchObject([
      { to: "ann@example.test", text: "has an account" },
      { to: "bob@example.test" },
    ]);
    expect(await db.prisma.invitation.count({ where: { email: "ann@example.test" } })).toBe(0);
  });

  test("a mail server that refuses is told alike, too", async () => {
    await makeUser(db, "ann@example.test");
    const known = await ask(open("broken"), "ann@example.test");
    const unknown = await ask(open("broken"), "bob@example.test");
    expect(known).toEqual({ ok: false, code: "mail-failed" });
    expect(unknown).toEqual(known);
  });

  test("an address gets three mails an hour, a visitor asks for ten", async () => {
    const sent: Sent[] = [];
    for (let time = 0; time < 3; time++) await ask(open(sent), "ann@example.test", `192.0.2.${time}`);
    expect(await ask(open(sent), "ann@example.test", "192.0.2.9")).toMatchObject({ code: "rate-limited" });
    for (let time = 0; time < 10; time++) await ask(open(sent), `a${time}@example.test`, "198.51.100.1");
    expect(await ask(open(sent), "b@example.test", "198.51.100.1")).toMatchObject({ code: "rate-limited" });
    expect(sent).toHaveLength(13);
  });

  test("is closed where sign-up is by invitation, or no mail is sent", async () => {
    expect(await ask(visitor() as ReturnType<typeof open>, "ann@example.test")).toMatchObject({
      code: "closed",
    });
    expect(await ask({ ...open([]), mailer: null }, "ann@example.test")).toMatchObject({ code: "closed" });
  });
});
