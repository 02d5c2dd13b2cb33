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
  const due = await makeDomain(db, organization, "due.example");
  const fresh = await makeDomain(db, organization, "fresh.example");
  const unproven = await makeDomain(db, organization, "unproven.example", { verifiedAt: null });
  await db.prisma.check.create({
    data: {
      domainId: fresh.domainId,
      checkedAt: new Date("2026-03-10T11:30:00Z"),
      evidence: {},
      posture: {},
    },
  });
  const faults: unknown[] = [];
  const context = () => testContext(db, { kind: "system" }, { now });
  const workers = await Promise.all([1, 2].map(() => startJobs(url, context, (error) => faults.push(error))));
  const checks = () => db.prisma.check.groupBy({ by: ["domainId"], _count: true });
  await vi.waitFor(async () => expect(await checks()).toHaveLength(2), { timeout: 20_000, interval: 100 });
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(faults).toEqual([]);
  const counts = new Map((await checks()).map((row) => [row.domainId, row._count]));
  expect(counts).toEqual(
    new Map([
      [due.domainId, 1],
      [fresh.domainId, 1],
    ]),
  );
  expect(counts.has(unproven.domainId)).toBe(false);
});
