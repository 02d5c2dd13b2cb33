import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "./client.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

test("a connection that ends between two queries of a transaction ends neither the process nor the pool", async () => {
  const client = await db.pool.connect();
  await client.query("BEGIN");
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  // `once` of node:events would listen to errors too, and hide what this is about.
  const ended = new Promise((resolve) => client.once("end", resolve));
  await db.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  await ended;
  await expect(client.query("COMMIT")).rejects.toThrow();
  client.release(true);
  expect((await db.pool.query<{ one: number }>("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});
