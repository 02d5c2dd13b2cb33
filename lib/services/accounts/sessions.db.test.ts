import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { changePassword } from "./change-password.ts";
import { confirmAddress } from "./confirm-address.ts";
import { createSignInLink } from "./create-sign-in-link.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endOneSession } from "./end-one-session.ts";
import { endSession } from "./end-session.ts";
import { findSession } from "./find-session.ts";
import { findSignInLink } from "./find-sign-in-link.ts";
import { redeemSignInLink } from "./redeem-sign-in-link.ts";
import { hashPassword, passwordMatches } from "./secrets.ts";
import { showAccount } from "./show-account.ts";
import { sessionSeconds, startSession } from "./start-session.ts";

const start = new Date("2026-03-10T12:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const former = "correct horse battery";
const next = "staple battery horse";

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

function at(now: Date, as: Actor = { kind: "anonymous" }) {
  return testContext(db, as, { now });
}

function signIn(now = start): Promise<string> {
  return startSession(at(now), { userId, userAgent: "Test" });
}

async function isLive(sid: string, now = later(1)): Promise<boolean> {
  return (await findSession(at(now), sid))?.userId === userId;
}

describe("session", () => {
  test("lives for thirty days and not a second longer", async () => {
    const sid = await signIn();
    expect(await isLive(sid, later(sessionSeconds - 1))).toBe(true);
    expect(await isLive(sid, later(sessionSeconds))).toBe(false);
  });

  test("is kept as a hash, which opens nothing", async () => {
    const sid = await signIn();
    const row = await db.prisma.session.findFirstOrThrow({ where: { userId } });
    expect(row.sessionToken).not.toBe(sid);
    expect(await isLive(row.sessionToken)).toBe(false);
  });

  test("ends at once when its browser signs out; other browsers stay signed in", async () => {
    const [here, there] = [await signIn(), await signIn()];
    await endSession(at(later(1)), here);
    expect([await isLive(here), await isLive(there)]).toEqual([false, true]);
  });

  test("ends everywhere at once when the user says so", async () => {
    const sids = [await signIn(), await signIn()];
    expect(await endAllSessions(at(later(1), actor))).toMatchObject({ ok: true });
    expect(await Promise.all(sids.map((sid) => isLive(sid)))).toEqual([false, false]);
  });

  test("one alone is ended from the list of them, by its user only", async () => {
    const [here, there] = [await signIn(later(-60)), await signIn()];
    const shown = await showAccount(at(later(1), actor));
    const [newest] = shown.ok ? shown.value.sessions : [];
    const id = newest?.id ?? "";
    const other = await makeUser(db, `other${round}@example.test`);
    const refused = { ok: false, code: "not-found" };
    expect(await endOneSession(at(later(1), other.actor), { id })).toEqual(refused);
    expect(await endOneSession(at(later(1)), { id })).toEqual({ ok: false, code: "unauthenticated" });
    expect([await isLive(here), await isLive(there)]).toEqual([true, true]);
    expect(await endOneSession(at(later(1), actor), { id })).toMatchObject({ ok: true });
    expect([await isLive(here), await isLive(there)]).toEqual([true, false]);
    expect(await endOneSession(at(later(1), actor), { id })).toEqual(refused);
    const events = await db.prisma.auditEvent.findMany({ where: { actorId: userId } });
    expect(events).toMatchObject([{ action: "user.session-ended" }]);
  });

  test("ends when the user's session version moves on, even where its row is still there", async () => {
    const sid = await signIn();
    await db.prisma.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
    expect(await db.prisma.session.count({ where: { userId } })).toBe(1);
    expect(await isLive(sid)).toBe(false);
    expect(await isLive(await signIn())).toBe(true);
  });

  test("ends with the account", async () => {
    const sid = await signIn();
    await db.prisma.user.delete({ where: { id: userId } });
    expect(await findSession(at(later(1)), sid)).toBeNull();
  });

  test("one user's end is not another's", async () => {
    const sid = await signIn();
    const other = await makeUser(db, `other${round}@example.test`);
    await endAllSessions(at(later(1), other.actor));
    expect(await isLive(sid)).toBe(true);
  });

  test.each(["", "unknown", "0".repeat(64)])("%j is none", async (sid) => {
    expect(await findSession(at(start), sid)).toBeNull();
  });

  test("is noted as seen, at most every five minutes", async () => {
    const sid = await signIn();
    const seen = async () => (await db.prisma.session.findFirstOrThrow({ where: { userId } })).lastSeenAt;
    await isLive(sid, later(300));
    expect(await seen()).toEqual(start);
    await isLive(sid, later(301));
    expect(await seen()).toEqual(later(301));
  });
});

describe("change of password", () => {
  beforeEach(async () => {
    const passwordHash = await hashPassword(former);
    await db.prisma.user.update({ where: { id: userId }, data: { passwordHash } });
  });

  function change(currentPassword: string, byLinkAt: Date | null = null) {
    return changePassword(at(later(60), actor), { currentPassword, newPassword: next }, { byLinkAt });
  }

  async function opens(password: string): Promise<boolean> {
    const user = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    return passwordMatches(password, user.passwordHash);
  }

  test("ends every session and counts from then on", async () => {
    const sid = await signIn();
    expect(await change(former)).toEqual({ ok: true, value: { userId } });
    expect([await isLive(sid), await opens(former), await opens(next)]).toEqual([false, false, true]);
  });

  test("with a wrong current password changes nothing", async () => {
    const sid = await signIn();
    expect(await change("wrong")).toEqual({ ok: false, code: "wrong-credentials" });
    expect([await isLive(sid), await opens(former)]).toEqual([true, true]);
  });

  test("asks for no current password for a quarter of an hour after a link signed the user in", async () => {
    expect(await change("", start)).toMatchObject({ ok: true });
    expect(await change("", new Date(start.getTime() - 15 * 60_000))).toMatchObject({
      code: "wrong-credentials",
    });
  });

  test("asks for none where there is none", async () => {
    await db.prisma.user.update({ where: { id: userId }, data: { passwordHash: null } });
    expect(await change("")).toMatchObject({ ok: true });
  });

  test("is slowed down after ten attempts", async () => {
    for (let time = 0; time < 10; time++) await change("wrong");
    expect(await change(former)).toMatchObject({ ok: false, code: "rate-limited" });
  });

  test("is for signed-in users", async () => {
    const input = { currentPassword: former, newPassword: next };
    expect(await changePassword(at(start), input, { byLinkAt: start })).toEqual({
      ok: false,
      code: "unauthenticated",
    });
  });
});

describe("first proof of an address", () => {
  test("voids what was set up before it by whoever made the account", async () => {
    await db.prisma.user.update({ where: { id: userId }, data: { passwordHash: "of a stranger" } });
    const providerAccountId = `of-a-stranger-${round}`;
    await db.prisma.account.create({
      data: { userId, type: "oauth", provider: "github", providerAccountId },
    });
    const sid = await signIn();
    await confirmAddress(at(later(1)), userId);
    const user = await db.prisma.user.findUniqueOrThrow({
      where: { id: userId },
      include: { accounts: true },
    });
    expect(user).toMatchObject({ passwordHash: null, emailVerified: later(1), accounts: [] });
    expect(await isLive(sid)).toBe(false);
  });

  test("a later one changes nothing", async () => {
    await confirmAddress(at(start), userId);
    await db.prisma.user.update({ where: { id: userId }, data: { passwordHash: "the owner's" } });
    const sid = await signIn();
    await confirmAddress(at(later(1)), userId);
    const user = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ passwordHash: "the owner's", emailVerified: start });
    expect(await isLive(sid)).toBe(true);
  });
});

describe("the operator's sign-in link", () => {
  async function linkToken(): Promise<string> {
    const made = await createSignInLink(at(start, { kind: "system" }), {
      email: `USER${round}@example.test`,
    });
    return made.ok ? (made.value.link.split("/").at(-1) ?? "") : "";
  }

  test("can be looked at, and signs in once", async () => {
    const token = await linkToken();
    expect(await findSignInLink(at(later(1)), token)).toEqual({ email: `user${round}@example.test` });
    expect(await redeemSignInLink(at(later(1)), token)).toMatchObject({ userId });
    expect(await redeemSignInLink(at(later(1)), token)).toBeNull();
    expect(await findSignInLink(at(later(1)), token)).toBeNull();
  });

  test("used twice at once signs in once", async () => {
    const token = await linkToken();
    const both = await Promise.all([
      redeemSignInLink(at(later(1)), token),
      redeemSignInLink(at(later(1)), token),
    ]);
    expect(both.filter((user) => user !== null)).toHaveLength(1);
  });

  test("lasts a quarter of an hour", async () => {
    const token = await linkToken();
    expect(await findSignInLink(at(later(900)), token)).toBeNull();
    expect(await redeemSignInLink(at(later(900)), token)).toBeNull();
  });

  test("is made on the command line only, for accounts that exist", async () => {
    const email = `user${round}@example.test`;
    expect(await createSignInLink(at(start, actor), { email })).toEqual({ ok: false, code: "forbidden" });
    expect(await createSignInLink(at(start), { email })).toEqual({ ok: false, code: "forbidden" });
    expect(await createSignInLink(at(start, { kind: "system" }), { email: "nobody@example.test" })).toEqual({
      ok: false,
      code: "not-found",
    });
  });
});
