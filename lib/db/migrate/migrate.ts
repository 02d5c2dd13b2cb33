import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Migration } from "./read-migrations.ts";

export type MigrateOutcome =
  | { ok: true; applied: string[] }
  | { ok: false; problem: MigrationProblem; migration: string; detail: string };

/**
 * `edited`: applied once, and its file has changed since. `failed`: an earlier attempt began and never finished.
 * `unknown`: the database knows a migration that this version does not, so it was made by a newer one.
 * `broken`: its SQL failed just now; nothing of it stayed, unless it cannot run in a transaction.
 */
export type MigrationProblem = "edited" | "failed" | "unknown" | "broken";

/**
 * Brings the database to the newest migration. Safe to call from many processes at once: they take turns, and each
 * migration runs once. Records in `_prisma_migrations` what `prisma migrate deploy` records, so that either may follow
 * the other. Throws when the database cannot be reached.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<MigrateOutcome> {
  const client = new pg.Client({ connectionString: url, application_name: "sealpost-migrate" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    await client.query(historyTable);
    return await applyPending(client, migrations);
  } finally {
    // The lock ends with the session.
    await client.end();
  }
}

/** Migrations that the database still lacks; `null` when it has never been migrated. */
export async function pendingMigrations(
  database: Pick<pg.Pool, "query">,
  migrations: readonly Migration[],
): Promise<string[] | null> {
  const table = await database.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  if (!table.rows[0]?.found) return null;
  const applied = new Set(
    (await database.query<HistoryRow>(historyRows)).rows.filter((r) => r.finished).map((r) => r.name),
  );
  return migrations.map((migration) => migration.name).filter((name) => !applied.has(name));
}

/** The number that `prisma migrate` locks on, so that it and we exclude each other too. */
const advisoryLock = 72_707_369;

const historyTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type HistoryRow = { name: string; checksum: string; finished: boolean };

/** What was rolled back by hand (`prisma migrate resolve --rolled-back`) counts as never tried. */
const historyRows = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`;

async function applyPending(client: pg.Client, migrations: readonly Migration[]): Promise<MigrateOutcome> {
  const history = (await client.query<HistoryRow>(historyRows)).rows;
  const problem = judgeHistory(history, migrations);
  if (problem) return problem;
  const done = new Set(history.map((row) => row.name));
  const applied: string[] = [];
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    const failure = await apply(client, migration);
    if (failure !== null) return refuse("broken", migration.name, failure);
    applied.push(migration.name);
  }
  return { ok: true, applied };
}

function judgeHistory(
  history: readonly HistoryRow[],
  migrations: readonly Migration[],
): MigrateOutcome | null {
  for (const row of history) {
    const migration = migrations.find((candidate) => candidate.name === row.name);
    if (!row.finished) {
      const detail =
        "an earlier attempt did not finish; repair the database, then run `prisma migrate resolve`";
      return refuse("failed", row.name, detail);
    }
    if (!migration) {
      return refuse("unknown", row.name, "the database was migrated by a newer version of Sealpost");
    }
    if (migration.checksum !== row.checksum) {
      return refuse("edited", row.name, "its file was changed after it had been applied; restore the file");
    }
  }
  return null;
}

/**
 * Runs one migration and its record in one transaction, so that a failure leaves no trace. Returns what went wrong, or `null`.
 * A migration whose first line is `-- no-transaction` (for CREATE INDEX CONCURRENTLY) is recorded before and after
 * instead, as Prisma does, so that an attempt that died half-way is seen.
 */
async function apply(client: pg.Client, migration: Migration): Promise<string | null> {
  const id = randomUUID();
  const transaction = !migration.sql.startsWith("-- no-transaction");
  try {
    if (transaction) await client.query("BEGIN");
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())",
      [id, migration.checksum, migration.name],
    );
    for (const sql of transaction ? [migration.sql] : statements(migration.sql)) await client.query(sql);
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
    if (transaction) await client.query("COMMIT");
    return null;
  } catch (error) {
    if (transaction) await client.query("ROLLBACK").catch(() => {});
    return error instanceof Error ? error.message : String(error);
  }
}

/** Sent together, statements would share one implicit transaction. Such files hold plain statements, each ending a line with `;`. */
function statements(sql: string): string[] {
  return sql.split(/;\s*$/m).filter((part) => part.replace(/--.*$/gm, "").trim() !== "");
}

function refuse(problem: MigrationProblem, migration: string, detail: string): MigrateOutcome {
  return { ok: false, problem, migration, detail };
}
