import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What the pages are built from; the generated database client follows from `prisma/schema.prisma` and the lock file. */
const sources = [
  "app",
  "lib",
  "pages",
  "public",
  "types",
  "prisma/schema.prisma",
  "next.config.ts",
  "postcss.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

const leftOut = [/^lib\/db\/generated\//, /\.(test|spec)\.tsx?$/, /(^|\/)__fixtures__\//, /\/testing\//];

/** SHA-256 over names and contents of everything that the pages are built from. */
export async function sourceHash(root: string): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesUnder(join(root, source))))).flat();
  const named = files.map((path) => ({ path, name: relative(root, path).split(sep).join("/") }));
  const kept = named.filter(({ name }) => !leftOut.some((pattern) => pattern.test(name)));
  const digests = await Promise.all(kept.map(async ({ path, name }) => `${await digest(path)} ${name}`));
  return createHash("sha256").update(digests.sort().join("\n")).digest("hex");
}

async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function digest(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
