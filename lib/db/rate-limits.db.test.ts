import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "./client.ts";
import { clearPoints, returnPoint, takePoint } from "./rate-limits.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

const limit = { name: "of-a-rather-long-name", points: 1, seconds: 60 };

test.each([
  ["an address", "203.0.113.7"],
  ["the longest e-mail address", `${"a".repeat(242)}@example.com`],
])("%s has its points, spent, given back and cleared", async (_, key) => {
  expect(await takePoint(db, limit, key)).toEqual({ allowed: true });
  expect(await takePoint(db, limit, key)).toMatchObject({ allowed: false });
  await returnPoint(db, limit, key);
  await returnPoint(db, limit, key);
  expect(await takePoint(db, limit, key)).toEqual({ allowed: true });
  await clearPoints(db, limit, key);
  expect(await takePoint(db, limit, key)).toEqual({ allowed: true });
  expect(await takePoint(db, limit, `${key.slice(0, -1)}x`)).toEqual({ allowed: true });
});
