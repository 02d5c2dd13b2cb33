import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createEmptyDatabase } from "#lib/db/testing/test-server.ts";
import { prismaHistory } from "../../../scripts/migration/prisma-history.ts";
import { migrate, pendingMigrations } from "./migrate.ts";
import { type Migration, readMigrations } from "./read-migrations.ts";

const server = inject("testServer");
const real = await readMigrations();
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createEmptyDatabase(server);
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  // The database is dropped while a connection may still be on its way out.
  pool.on("connect", (client) => client.on("error", () => {}));
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const first = migration("1_first", "CREATE TABLE first (id int); INSERT INTO first VALUES (1);");
const second = migration("2_second", "ALTER TABLE first ADD COLUMN name text;");

test("migrations run in order, once, and are recorded as Prisma records them", async () => {
  expect(await pendingMigrations(pool, [first, second])).toBeNull();
  expect(await migrate(database.url, [first])).toEqual({ ok: true, applied: ["1_first"] });
  expect(await pendingMigrations(pool, [first, second])).toEqual(["2_second"]);
  expect(await migrate(database.url, [first, second])).toEqual({ ok: true, applied: ["2_second"] });
  expect(await migrate(database.url, [first, second])).toEqual({ ok: true, applied: [] });
  expect(await pendingMigrations(pool, [first, second])).toEqual([]);
  const { rows } = await pool.query("SELECT * FROM _prisma_migrations ORDER BY started_at");
  expect(rows).toEqual([first, second].map(recordOf));
});

describe("with Prisma's own engine", () => {
  test("it finds nothing to do after us", async () => {
    await migrate(database.url, real);
    const prisma = await prismaHistory(database.url, real);
    expect(await prisma.diagnose()).toEqual({ edited: [], failed: [], hasTable: true, history: null });
    expect(await prisma.apply()).toEqual([]);
    await prisma.close();
  });

  test("we find nothing to do after it", async () => {
    const prisma = await prismaHistory(database.url, [first, second]);
    expect(await prisma.apply()).toEqual(["1_first", "2_second"]);
    await prisma.close();
    expect(await migrate(database.url, [first, second])).toEqual({ ok: true, applied: [] });
  });
});

test("two processes that start at once migrate once", async () => {
  const gate = new pg.Client({ connectionString: database.url });
  await gate.connect();
  await gate.query("SELECT pg_advisory_lock(72707369)");
  const runs = [migrateInProcess(database.url), migrateInProcess(database.url)];
  await waiting(2);
  await gate.end();
  const outcomes = await Promise.all(runs);
  expect(outcomes.map((outcome) => JSON.parse(outcome))).toEqual(
    expect.arrayContaining([
      { ok: true, applied: real.map((m) => m.name) },
      { ok: true, applied: [] },
    ]),
  );
  const { rows } = await pool.query("SELECT count(*)::int AS runs FROM _prisma_migrations");
  expect(rows).toEqual([{ runs: real.length }]);
});

describe("refusals", () => {
  test("a migration whose file was changed after it ran", async () => {
    await migrate(database.url, [first]);
    const edited = migration("1_first", `${first.sql} -- changed`);
    expect(await migrate(database.url, [edited, second])).toMatchObject({
      problem: "edited",
      migration: "1_first",
    });
  });

  test("an attempt that never finished", async () => {
    await migrate(database.url, [first]);
    await pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
    expect(await migrate(database.url, [first])).toMatchObject({ problem: "failed", migration: "1_first" });
  });

  test("a database that a newer version has migrated", async () => {
    await migrate(database.url, [first, second]);
    expect(await migrate(database.url, [first])).toMatchObject({ problem: "unknown", migration: "2_second" });
  });

  test("SQL that fails leaves nothing behind, and what came before it stays", async () => {
    const broken = migration("2_broken", "CREATE TABLE half (id int); SELECT nonsense;");
    const outcome = await migrate(database.url, [first, broken]);
    expect(outcome).toMatchObject({
      problem: "broken",
      migration: "2_broken",
      detail: expect.stringContaining("nonsense"),
    });
    const { rows } = await pool.query(
      "SELECT to_regclass('half') AS half, (SELECT array_agg(migration_name::text) FROM _prisma_migrations) AS names",
    );
    expect(rows).toEqual([{ half: null, names: ["1_first"] }]);
  });
});

test("an attempt that an operator marked as rolled back is tried again", async () => {
  await migrate(database.url, [first]);
  await pool.query(
    "DROP TABLE first; UPDATE _prisma_migrations SET finished_at = NULL, rolled_back_at = now()",
  );
  expect(await migrate(database.url, [first])).toEqual({ ok: true, applied: ["1_first"] });
});

describe("outside a transaction", () => {
  const marked = (sql: string) => migration("2_marked", `-- no-transaction\n${sql}`);

  test("an index is built concurrently", async () => {
    const concurrent = marked("CREATE INDEX CONCURRENTLY by_id ON first (id);\nSELECT 'a;b';\n-- the end\n");
    expect(await migrate(database.url, [first, concurrent])).toMatchObject({ ok: true });
    const { rows } = await pool.query("SELECT * FROM _prisma_migrations WHERE migration_name = '2_marked'");
    expect(rows).toEqual([recordOf(concurrent)]);
  });

  test("a failure is remembered, for it may have left something behind", async () => {
    const failing = marked("CREATE TABLE half (id int);\nSELECT nonsense;\n");
    expect(await migrate(database.url, [first, failing])).toMatchObject({ problem: "broken" });
    expect(await migrate(database.url, [first, failing])).toMatchObject({ problem: "failed" });
  });
});

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

function recordOf({ name, checksum }: Migration) {
  return {
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum,
    finished_at: expect.any(Date),
    migration_name: name,
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  };
}

async function migrateInProcess(url: string): Promise<string> {
  const code = `
    import { migrate } from "#lib/db/migrate/migrate.ts";
    import { readMigrations } from "#lib/db/migrate/read-migrations.ts";
    process.stdout.write(JSON.stringify(await migrate(process.argv[1], await readMigrations())));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await once(child, "close");
  return output;
}

/** Until that many sessions queue for the lock. */
async function waiting(count: number): Promise<void> {
  const sql = `SELECT count(*)::int AS waiting FROM pg_locks JOIN pg_database ON pg_database.oid = database
               WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
  while ((await pool.query(sql)).rows[0].waiting < count);
}
