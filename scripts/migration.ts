import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationsDirectory, readMigrations } from "#lib/db/migrate/read-migrations.ts";
import { migrationName } from "./migration/migration-name.ts";
import { schemaDiff } from "./migration/schema-diff.ts";

// npm run db:migration -- <name>: writes the SQL that takes the migrations to what schema.prisma says now.

const empty = "-- schema.prisma and the migrations agree: write by hand what Prisma cannot say.";

const name = migrationName(process.argv.slice(2).join(" "), new Date());
if (name) await writeMigration(name);
else {
  console.error("Say what the migration does: npm run db:migration -- <name>");
  process.exitCode = 1;
}

async function writeMigration(name: string): Promise<void> {
  const schema = await readFile(join(migrationsDirectory, "../schema.prisma"), "utf8");
  const sql = await schemaDiff(await readMigrations(), schema);
  const directory = join(migrationsDirectory, name);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "migration.sql"), `${sql || empty}\n`);
  console.log(
    `Wrote prisma/migrations/${name}/migration.sql. Read it before you commit it; \`npm start\` applies it.`,
  );
}
