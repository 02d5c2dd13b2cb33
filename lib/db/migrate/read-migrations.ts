import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One `prisma/migrations/<name>/migration.sql`; `checksum` is the SHA-256 of the file in hex, as Prisma records it. */
export type Migration = { name: string; sql: string; checksum: string };

/** The project's own migrations. */
export const migrationsDirectory = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

/** Every migration of a directory in the order of their names, which begin with a time stamp. */
export async function readMigrations(directory: string = migrationsDirectory): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const bytes = await readFile(join(directory, name, "migration.sql"));
  return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
}
