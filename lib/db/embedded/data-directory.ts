import { chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Account, type AccountProblem, initAccount } from "./account.ts";
import { type Binaries, majorVersion } from "./binaries.ts";
import { runProgram } from "./run-program.ts";

export type DirectoryProblem =
  | AccountProblem
  | { kind: "version-mismatch" | "initdb-failed"; detail: string };

/**
 * Makes the data directory unless it is there: UTF-8, passwords by SCRAM. Text is ordered by code point through PostgreSQL's
 * own C.UTF-8 locale, which never changes: a library's order does with the system's updates, and then indexes over
 * text are silently wrong. Whatever people read is sorted by the UI in their language.
 */
export async function ensureDataDirectory(
  directory: string,
  binaries: Binaries,
  owner: Account,
  options: { superuserPassword: string; durable: boolean },
): Promise<DirectoryProblem | null> {
  const version = await readFile(join(directory, "PG_VERSION"), "utf8").catch(() => null);
  if (version !== null) return judgeVersion(version.trim(), await majorVersion(binaries.postgres), directory);
  // Made beside and moved into place, so that an interrupted start leaves nothing half-made behind.
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  const problem = await initialise(draft, binaries, options);
  if (problem) return problem;
  if (owner.ids) await giveTo(draft, owner.ids);
  await rename(draft, directory);
  return null;
}

function judgeVersion(found: string, ours: string, directory: string): DirectoryProblem | null {
  if (found === ours) return null;
  const detail = `${directory} was made by PostgreSQL ${found}, and this version of Sealpost runs PostgreSQL ${ours}. Dump it with the version that made it (pg_dump), move the directory away, start again and restore; or run the older Sealpost`;
  return { kind: "version-mismatch", detail };
}

async function initialise(
  draft: string,
  binaries: Binaries,
  options: { superuserPassword: string; durable: boolean },
): Promise<DirectoryProblem | null> {
  const made = await initAccount([draft, binaries.initdb, binaries.root]);
  if (!made.ok) return made.problem;
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = `${draft}-password`;
  const { ids } = made.account;
  try {
    await writeFile(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
    if (ids) await Promise.all([draft, passwordFile].map((path) => chown(path, ids.uid, ids.gid)));
    const args = [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...initOptions];
    const run = await runProgram(
      made.account,
      binaries.initdb,
      options.durable ? args : [...args, "--no-sync"],
    );
    return run.code === 0 ? null : { kind: "initdb-failed", detail: run.output };
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const initOptions = [
  "--username=postgres",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--set=effective_cache_size=1GB",
  "--set=random_page_cost=1.1",
  "--set=log_destination=stderr",
];

async function giveTo(path: string, ids: { uid: number; gid: number }): Promise<void> {
  const found = await lstat(path);
  if (found.isDirectory()) {
    for (const name of await readdir(path)) await giveTo(join(path, name), ids);
  }
  if (!found.isSymbolicLink()) await chown(path, ids.uid, ids.gid);
}
