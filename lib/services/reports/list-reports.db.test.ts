import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db, Trust } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Context } from "#lib/services/context.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { listReports } from "./list-reports.ts";

let db: Db;
let drop: () => Promise<void>;
let context: Context;
let organization: string;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  const owner = await makeUser(db, "owner@example.com");
  ({ organization } = owner);
  context = testContext(db, owner.actor);
  const { domainId } = await makeDomain(db, organization, "listed.example");
  for (const [index, day] of [
    "2026-03-07",
    "2026-03-08",
    "2026-03-08",
    "2026-03-08",
    "2026-03-09",
  ].entries()) {
    await db.pool.query(
      `INSERT INTO reports (domain_id, id, report_key, content_hash, counted, reporter, start_at, end_at, day, successful,
          failed, road, trust, trust_reason, received_at, raw, findings, contribution)
        VALUES ($1, $2, sha256($3), sha256($3), true, $4, $5::date, $5::date, $5::date, 0, 0, 'https', 'unverified', '',
          now(), '', '[]', '{}')`,
      [
        domainId,
        `01a209d8-c404-782a-852d-eb460af7d7${index}0`,
        Buffer.from(String(index)),
        `Reporter ${index}`,
        day,
      ],
    );
  }
});
afterAll(() => drop());

async function page(before: string | null, limit = 2, trust: Trust | null = null) {
  const result = await listReports(
    context,
    { organization, domain: "listed.example" },
    { before, limit, trust },
  );
  if (!result.ok) throw new Error(result.code);
  return { reporters: result.value.reports.map(({ reporter }) => reporter), next: result.value.next };
}

test("pages follow each other, newest day first, none twice", async () => {
  const first = await page(null);
  const second = await page(first.next);
  const third = await page(second.next);
  expect([first.reporters, second.reporters, third.reporters]).toEqual([
    ["Reporter 4", "Reporter 3"],
    ["Reporter 2", "Reporter 1"],
    ["Reporter 0"],
  ]);
  expect(third.next).toBe(null);
});

test.each([
  "nonsense",
  "2026-99-99_01a209d8-c404-782a-852d-eb460af7d70f",
  "0000-01-01_01a209d8-c404-782a-852d-eb460af7d70f",
  `2026-03-08_${"-".repeat(36)}`,
  "2026-03-08_\0",
])("%j is no cursor and reads from the beginning", async (before) => {
  expect((await page(before)).reporters).toEqual(["Reporter 4", "Reporter 3"]);
});

test("the list can be cut down to one trust, page by page", async () => {
  const where = { reporter: { in: ["Reporter 0", "Reporter 2", "Reporter 4"] } };
  await context.db.prisma.report.updateMany({ where, data: { trust: "dkim" } });
  const first = await page(null, 2, "dkim");
  const second = await page(first.next, 2, "dkim");
  expect([first.reporters, second]).toEqual([
    ["Reporter 4", "Reporter 2"],
    { reporters: ["Reporter 0"], next: null },
  ]);
});
