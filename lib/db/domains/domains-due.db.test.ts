import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser } from "#lib/services/testing/test-world.ts";
import { domainsDue } from "./domains-due.ts";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

async function checked(domainId: string, checkedAt: string) {
  await db.prisma.check.create({
    data: { domainId, checkedAt: new Date(checkedAt), evidence: {}, posture: {} },
  });
}

test("organizations take turns, each with its longest unchecked domain", async () => {
  const large = await makeUser(db, "large@example.com");
  const small = await makeUser(db, "small@example.com");
  for (const name of ["a.example", "b.example", "c.example"]) await makeDomain(db, large.organization, name);
  const old = await makeDomain(db, small.organization, "old.example");
  const older = await makeDomain(db, small.organization, "older.example");
  const fresh = await makeDomain(db, small.organization, "fresh.example");
  await makeDomain(db, small.organization, "unproven.example", { verifiedAt: null });
  await checked(old.domainId, "2026-03-10T10:00:00Z");
  await checked(older.domainId, "2026-03-10T09:00:00Z");
  await checked(older.domainId, "2026-03-10T08:00:00Z");
  await checked(fresh.domainId, "2026-03-10T11:30:00Z");
  const due = await domainsDue(db, new Date("2026-03-10T11:00:00Z"), 4);
  expect(due.map(({ domain, turn }) => [domain, turn])).toEqual([
    ["a.example", 1],
    ["older.example", 1],
    ["b.example", 2],
    ["old.example", 2],
  ]);
});
