import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { createEmptyDatabase } from "#lib/db/testing/test-server.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./read-migrations.ts";

const migrations = await readMigrations();
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createEmptyDatabase(inject("testServer"));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

test("checks of the first release stay, and its domains come due within the hour", async () => {
  const outsideView = migrations.findIndex(({ name }) => name.endsWith("_outside_view"));
  await migrate(database.url, migrations.slice(0, outsideView));
  await pool.query(`INSERT INTO organizations (id, slug, name) VALUES (gen_random_uuid(), 'a', 'A')`);
  await pool.query(`INSERT INTO domains (id, organization_id, name, challenge, policy_id)
    SELECT gen_random_uuid(), id, 'a.example', repeat('0', 32), '1' FROM organizations`);
  await pool.query(`INSERT INTO checks (domain_id, id, checked_at, evidence, posture)
    SELECT d.id, gen_random_uuid(), '2026-03-10T12:00:00Z'::timestamptz + n * interval '1 hour', '{}', '{}'
    FROM domains d, generate_series(0, 1) n`);
  expect(await migrate(database.url, migrations)).toMatchObject({ ok: true });
  const checks = await pool.query("SELECT since = checked_at AS alone, looks FROM checks");
  expect(checks.rows).toEqual([
    { alone: true, looks: 1 },
    { alone: true, looks: 1 },
  ]);
  const due = await pool.query(`SELECT next_check_at BETWEEN now() - interval '1 minute'
    AND now() + interval '1 hour' AS soon, memory FROM domains`);
  expect(due.rows).toEqual([{ soon: true, memory: null }]);
});
