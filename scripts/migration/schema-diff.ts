import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Migration } from "#lib/db/migrate/read-migrations.ts";
import { schemaEngine } from "./engine.ts";

/**
 * The SQL that takes a database with these migrations to `schema` (the text of `schema.prisma`); empty when they agree.
 * Works on an in-memory PostgreSQL, so no server is needed. Check constraints and partial indexes are
 * unknown to Prisma and are not compared.
 */
export async function schemaDiff(migrations: readonly Migration[], schema: string): Promise<string> {
  const database = new PGlite();
  try {
    for (const migration of migrations) await database.exec(migration.sql);
    return await diff(database, schema);
  } finally {
    await database.close();
  }
}

async function diff(database: PGlite, schema: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: schema }];
  const engine = await schemaEngine(schema, new PrismaPGlite(database));
  const result = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = (result.stdout ?? "").trim();
  return script === "-- This is an empty migration." ? "" : script;
}
