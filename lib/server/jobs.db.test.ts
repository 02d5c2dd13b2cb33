import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { startJobs } from "./jobs.ts";

let db: Db;
let url: string;
let drop: () => Promise<void>;
const now = new Date("2026-03-10T12:00:00Z");

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
});
afterAll(() => drop());

test("two workers check each proven domain that is due once, and no other", async () => {
  const { organization } = await makeUser(db, "owner@example.com");
  const due = await Promise.all(
    ["a", "b", "c", "d", "e"].map((name) => makeDomain(db, organization, `${name}.example`)),
  );
  await makeDomain(db, organization, "later.example", { nextCheckAt: new Date("2026-03-10T12:30:00Z") });
  await makeDomain(db, organization, "unproven.example", { verifiedAt: null });
  const faults: unknown[] = [];
  const context = () => testContext(db, { kind: "system" }, { now });
  const workers = await Promise.all([1, 2].map(() => startJobs(url, context, (error) => faults.push(error))));
  const checks = () => db.prisma.check.findMany({ select: { domainId: true, looks: true } });
  await vi.waitFor(async () => expect(await checks()).toHaveLength(due.length), {
    timeout: 20_000,
    interval: 100,
  });
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(faults).toEqual([]);
  const once = due.map(({ domainId }) => ({ domainId, looks: 1 }));
  expect((await checks()).toSorted(byDomain)).toEqual(once.toSorted(byDomain));
});

function byDomain(a: { domainId: string }, b: { domainId: string }): number {
  return a.domainId < b.domainId ? -1 : 1;
}
