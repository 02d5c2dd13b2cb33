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

test("organizations take turns, each with the domain that has waited longest", async () => {
  const large = await makeUser(db, "large@example.com");
  const small = await makeUser(db, "small@example.com");
  const due = (time: string) => ({ nextCheckAt: new Date(`2026-03-10T${time}:00Z`) });
  await makeDomain(db, large.organization, "a.example", due("08:00"));
  await makeDomain(db, large.organization, "b.example", due("08:01"));
  await makeDomain(db, large.organization, "c.example", due("08:02"));
  await makeDomain(db, small.organization, "later.example", due("10:00"));
  await makeDomain(db, small.organization, "sooner.example", due("09:00"));
  await makeDomain(db, small.organization, "not-yet.example", due("11:30"));
  await makeDomain(db, small.organization, "unproven.example", { verifiedAt: null });
  const found = await domainsDue(db, new Date("2026-03-10T11:00:00Z"), 4);
  expect(found.map(({ domain, turn }) => [domain, turn])).toEqual([
    ["a.example", 1],
    ["sooner.example", 1],
    ["b.example", 2],
    ["later.example", 2],
  ]);
});
