import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Migration } from "#lib/db/migrate/read-migrations.ts";
import { schemaEngine } from "./engine.ts";

/** What `prisma migrate status` and `prisma migrate deploy` make of a database, without Prisma's native engine. */
export async function prismaHistory(url: string, migrations: readonly Migration[]) {
  const pool = new pg.Pool({ connectionString: url });
  const engine = await schemaEngine('datasource db {\n provider = "postgresql"\n}\n', new PrismaPg(pool));
  const filters = { externalTables: [], externalEnums: [] };
  const migrationsList = {
    baseDir: "migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
  const diagnose = async () => {
    const found = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    });
    return {
      edited: found.editedMigrationNames,
      failed: found.failedMigrationNames,
      hasTable: found.hasMigrationsTable,
      history: found.history,
    };
  };
  const apply = async () => (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
  /** Also gives up the engine's lock. */
  const close = async () => {
    engine.free();
    await pool.end();
  };
  return { diagnose, apply, close };
}
