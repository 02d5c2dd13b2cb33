import { readFile } from "node:fs/promises";
import { expect, inject, test } from "vitest";
import { readMigrations } from "#lib/db/migrate/read-migrations.ts";
import { migrationName } from "./migration-name.ts";
import { prismaHistory } from "./prisma-history.ts";
import { schemaDiff } from "./schema-diff.ts";

const migrations = await readMigrations();
const schema = await readFile("prisma/schema.prisma", "utf8");

test("schema.prisma and the migrations agree", async () => {
  expect(await schemaDiff(migrations, schema)).toBe("");
});

test("a field without a migration is seen", async () => {
  const changed = schema.replace("model Organization {", "model Organization {\n  motto String?");
  expect(await schemaDiff(migrations, changed)).toContain(
    'ALTER TABLE "organizations" ADD COLUMN     "motto" TEXT',
  );
});

test("a table without a model is seen", async () => {
  const extra = { name: "9_extra", checksum: "", sql: 'CREATE TABLE "extra" (id int PRIMARY KEY);' };
  expect(await schemaDiff([...migrations, extra], schema)).toContain('DROP TABLE "extra"');
});

test("Prisma knows the migrated test database as up to date", async () => {
  const prisma = await prismaHistory(inject("testServer").url, migrations);
  expect(await prisma.diagnose()).toEqual({ edited: [], failed: [], hasTable: true, history: null });
  await prisma.close();
});

test.each([
  ["Add report notes", "20261201081530_add_report_notes"],
  ["  réseau: état  ", "20261201081530_r_seau_tat"],
  ["!!!", null],
])("a migration called %o is named %o", (title, expected) => {
  expect(migrationName(title, new Date("2026-12-01T08:15:30.900Z"))).toBe(expected);
});
