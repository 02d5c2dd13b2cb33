import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { domainsDue } from "#lib/db/domains/domains-due.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor } from "#lib/services/context.ts";
import {
  makeDomain,
  makeUser,
  type Outside,
  servedPolicy,
  testContext,
} from "#lib/services/testing/test-world.ts";
import { brief, checkDomain } from "./check-domain.ts";
import { setOwnRua } from "./set-own-rua.ts";

let db: Db;
let drop: () => Promise<void>;
let user: { userId: string; organization: string; actor: Actor };
let domain: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  user = await makeUser(db, "owner@example.com");
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  domain = `checked${round}.example`;
  await makeDomain(db, user.organization, domain, { verifiedAt: null });
});

const challenge = "sealpost-domain=0123456789abcdef0123456789abcdef";

function check(outside: Outside, who = user) {
  return checkDomain(
    testContext(db, who.actor, { outside }),
    { organization: who.organization, domain },
    brief,
  );
}

function testing(): Outside {
  const text = `version: STSv1\nmode: testing\nmx: mx.${domain}\nmax_age: 604800\n`;
  return {
    txt: { [`_sealpost.${domain}`]: [challenge], [`_mta-sts.${domain}`]: ["v=STSv1; id=20260101T000000;"] },
    mx: { [domain]: [{ preference: 10, exchange: `mx.${domain}` }] },
    policies: { [domain]: servedPolicy(domain, text) },
  };
}

test("the token in DNS proves the domain, and the policy in force gives its stage", async () => {
  expect(await check(testing())).toMatchObject({
    ok: true,
    value: { proven: true, posture: { stage: "testing" } },
  });
  const stored = await db.prisma.domain.findFirstOrThrow({ where: { name: domain } });
  expect(stored).toMatchObject({ verifiedBy: "txt", stage: "testing" });
});

test("look-ups that fail change nothing that was known", async () => {
  await check(testing());
  const names = [`_sealpost.${domain}`, `_mta-sts.${domain}`, `_smtp._tls.${domain}`];
  await check({ ...testing(), txt: Object.fromEntries(names.map((name) => [name, "unreachable" as const])) });
  expect(await db.prisma.domain.findFirstOrThrow({ where: { name: domain } })).toMatchObject({
    verifiedBy: "txt",
    stage: "testing",
  });
});

test("a name that one organization has proven cannot be taken by another", async () => {
  await check(testing());
  const other = await makeUser(db, `other${round}@example.com`);
  await makeDomain(db, other.organization, domain, { verifiedAt: null });
  expect(await check(testing(), other)).toMatchObject({ ok: true, value: { proven: "elsewhere" } });
  expect(await db.prisma.domain.count({ where: { name: domain, verifiedAt: { not: null } } })).toBe(1);
});

test("what strangers write into DNS cannot stop the checks", async () => {
  const hostile = { ...testing(), txt: { [`_smtp._tls.${domain}`]: ["v=TLSRPTv1;\u0000\ud800 rua=x"] } };
  expect(await check(hostile)).toMatchObject({ ok: true });
  expect(await db.prisma.check.count({ where: { domain: { name: domain } } })).toBe(1);
});

test("a check puts the next one off; a change by a member has the domain due at once", async () => {
  const due = async () => (await domainsDue(db, now, 100)).some((one) => one.domain === domain);
  const { now } = testContext(db, user.actor);
  await check(testing());
  expect(await due()).toBe(false);
  const path = { organization: user.organization, domain };
  await setOwnRua(testContext(db, user.actor), path, { destinations: ["mailto:tls@reports.example"] });
  expect(await due()).toBe(true);
});
