import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { authenticate, authenticateInput } from "./authenticate.ts";
import { hashPassword } from "./secrets.ts";

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

const password = "correct horse battery";
const home = "192.0.2.1";
const elsewhere = "198.51.100.1";

let db: Db;
let drop: () => Promise<void>;
let userId: string;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ userId } = await makeUser(db, "ann@example.test"));
  await makeUser(db, "by-link-only@example.test");
  await db.prisma.user.update({
    where: { id: userId },
    data: { passwordHash: await hashPassword(password) },
  });
});
afterAll(() => drop());
beforeEach(async () => {
  await db.prisma.rateLimit.deleteMany();
  vi.mocked(verify).mockClear();
});

function attempt(email: string, tried: string, peer = home) {
  return authenticate(
    testContext(db, { kind: "anonymous" }),
    authenticateInput.parse({ email, password: tried, peer }),
  );
}

async function fail(times: number, email = "ann@example.test", peer = home) {
  for (let time = 0; time < times; time++) {
    expect(await attempt(email, "wrong", peer)).toEqual({ ok: false, code: "wrong-credentials" });
  }
}

const signedIn = { ok: true, value: { email: "ann@example.test" } };
const refused = { ok: false, code: "rate-limited" };

test("the right password signs in, however the address is spelled", async () => {
  expect(await attempt(" Ann@Example.Test ", password)).toMatchObject({ ...signedIn, value: { userId } });
});

test("a password means the same in every Unicode normal form", async () => {
  await db.prisma.user.update({
    where: { email: "ann@example.test" },
    data: { passwordHash: await hashPassword("clé de voûte à Troyes") },
  });
  expect(await attempt("ann@example.test", "clé de voûte à Troyes".normalize("NFD"))).toMatchObject(signedIn);
  await db.prisma.user.update({
    where: { email: "ann@example.test" },
    data: { passwordHash: await hashPassword(password) },
  });
});

test.each([
  ["an address without account", "nobody@example.test"],
  ["an account without password", "by-link-only@example.test"],
  ["a wrong password", "ann@example.test"],
])("%s: the same answer after the same work", async (_, email) => {
  expect(await attempt(email, "wrong")).toEqual({ ok: false, code: "wrong-credentials" });
  const [[hash] = []] = vi.mocked(verify).mock.calls;
  expect(vi.mocked(verify)).toHaveBeenCalledTimes(1);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
});

test("after five failures even the right password waits, for this account and address alone", async () => {
  await fail(5);
  const answer = await attempt("ann@example.test", password);
  expect(answer).toMatchObject(refused);
  const seconds = answer.ok ? 0 : Number(answer.data?.seconds);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(900);
  expect(await attempt("ann@example.test", password, elsewhere)).toMatchObject(signedIn);
  await fail(1, "nobody@example.test");
});

test("an address without account is slowed down alike", async () => {
  await fail(5, "nobody@example.test");
  expect(await attempt("nobody@example.test", "wrong")).toMatchObject(refused);
});

test("a success clears the failures before it", async () => {
  await fail(4);
  expect(await attempt("ann@example.test", password)).toMatchObject(signedIn);
  await fail(4);
  expect(await attempt("ann@example.test", password)).toMatchObject(signedIn);
});

test("attempts made at once are counted one by one", async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt("ann@example.test", "wrong")));
  const codes = answers.map((answer) => (answer.ok ? "ok" : answer.code));
  expect(codes.filter((code) => code === "wrong-credentials")).toHaveLength(5);
  expect(codes.filter((code) => code === "rate-limited")).toHaveLength(7);
});

test("one address that tries many accounts is slowed down; others are not", async () => {
  vi.mocked(verify).mockImplementation(async () => false);
  for (let account = 0; account < 50; account++) await fail(1, `nobody${account}@example.test`);
  vi.mocked(verify)
    .mockReset()
    .mockImplementation((await vi.importActual<typeof import("@node-rs/argon2")>("@node-rs/argon2")).verify);
  expect(await attempt("ann@example.test", password)).toMatchObject(refused);
  expect(await attempt("ann@example.test", password, elsewhere)).toMatchObject(signedIn);
});

test("people who sign in rightly use up nothing of an address they share", async () => {
  for (let time = 0; time < 6; time++)
    expect(await attempt("ann@example.test", password)).toMatchObject(signedIn);
  const counters = await db.prisma.rateLimit.findMany({ where: { points: { gt: 0 } } });
  expect(counters).toEqual([]);
});
