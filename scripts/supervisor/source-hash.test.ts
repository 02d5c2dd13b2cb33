import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceHash } from "./source-hash.ts";

let root: string;
let before: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "sealpost-sources-"));
  await write("app/page.tsx", "page");
  await write("lib/core/rule.ts", "rule");
  await write("package-lock.json", "{}");
  before = await sourceHash(root);
});

afterEach(() => rm(root, { recursive: true }));

test.each([
  ["app/page.tsx", "other page"],
  ["lib/i18n/fr/new.json", "{}"],
  ["package-lock.json", '{"changed":1}'],
  ["next.config.ts", ""],
])("a change of %s asks for a build", async (path, text) => {
  await write(path, text);
  expect(await sourceHash(root)).not.toBe(before);
});

test("so does a file that moved", async () => {
  await rename(join(root, "lib/core/rule.ts"), join(root, "lib/core/moved.ts"));
  expect(await sourceHash(root)).not.toBe(before);
});

test.each([
  "lib/core/rule.test.ts",
  "lib/core/__fixtures__/sample.json",
  "lib/db/generated/client.ts",
  "lib/db/testing/server.ts",
  "docs/architecture.md",
  "data/secrets",
])("a change of %s does not", async (path) => {
  await write(path, "changed");
  expect(await sourceHash(root)).toBe(before);
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
