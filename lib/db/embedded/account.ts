import { constants } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** How to run a program as the account that owns the database files. */
export type Account = {
  /** `null`: as ourselves. */
  ids: { uid: number; gid: number } | null;
  /** Put before the program and its arguments; empty when `ids` alone suffices. */
  prefix: string[];
};

export type AccountProblem = { kind: "foreign-owner" | "unreachable-path" | "no-account"; detail: string };

type AccountOutcome = { ok: true; account: Account } | { ok: false; problem: AccountProblem };

/**
 * PostgreSQL refuses to run as root, for good reason. Started by root it runs under a number of its own
 * instead: no account is created, and none that other programs use is shared. The number lies in 60578…60705,
 * which systemd's table of user ids leaves to nobody. Files that already belong to another account keep it.
 */
export async function serverAccount(directory: string, paths: readonly string[]): Promise<AccountOutcome> {
  const owner = await ownerOf(directory);
  if (process.getuid?.() !== 0) return ordinaryAccount(directory, owner);
  const ids = owner === null || owner.uid === 0 ? { uid: ownNumber, gid: ownNumber } : owner;
  return reaching(ids, paths);
}

/**
 * For `initdb` alone, which wants its user id to have a name: root lends it `nobody` for that moment, and hands the files over after.
 */
export async function initAccount(paths: readonly string[]): Promise<AccountOutcome> {
  if (process.getuid?.() !== 0) return { ok: true, account: { ids: null, prefix: [] } };
  const named = await namedAccount();
  if (named) return reaching(named, paths);
  const detail = "PostgreSQL cannot run as root, and /etc/passwd has no other account";
  return { ok: false, problem: { kind: "no-account", detail } };
}

const ownNumber = 60_617;

async function ownerOf(directory: string): Promise<{ uid: number; gid: number } | null> {
  const found = await stat(directory).catch(() => null);
  return found && { uid: found.uid, gid: found.gid };
}

function ordinaryAccount(directory: string, owner: { uid: number } | null): AccountOutcome {
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    const detail = `${directory} belongs to user id ${owner.uid}, and this is user id ${process.getuid()}: start as the user who started it first, or as root`;
    return { ok: false, problem: { kind: "foreign-owner", detail } };
  }
  return { ok: true, account: { ids: null, prefix: [] } };
}

async function namedAccount(): Promise<{ uid: number; gid: number } | null> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const accounts = lines.map((line) => line.split(":")).filter((fields) => Number(fields[2]) > 0);
  const fields = accounts.find(([name]) => name === "nobody") ?? accounts[0];
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/**
 * A clone under /root lies behind a directory that only root may enter. There the server gets the one right to
 * pass it (a Linux capability), kept through the change of user by util-linux' `setpriv`.
 */
async function reaching(
  ids: { uid: number; gid: number },
  paths: readonly string[],
): Promise<AccountOutcome> {
  const closed = await firstClosedDirectory(ids, paths);
  if (closed === null) return { ok: true, account: { ids, prefix: [] } };
  const capability = await passingCapability();
  const setpriv = await findSetpriv();
  if (!capability || !setpriv) {
    const detail = `PostgreSQL does not run as root, and ${closed} lets no other user in: move the installation (for example to /opt), or start it as an ordinary user`;
    return { ok: false, problem: { kind: "unreachable-path", detail } };
  }
  const caps = [`--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`];
  const prefix = [setpriv, `--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups", ...caps, "--"];
  return { ok: true, account: { ids, prefix } };
}

async function firstClosedDirectory(
  ids: { uid: number; gid: number },
  paths: readonly string[],
): Promise<string | null> {
  for (const directory of new Set(paths.flatMap(ancestors))) {
    const found = await stat(directory).catch(() => null);
    if (found && !mayEnter(found, ids)) return directory;
  }
  return null;
}

function ancestors(path: string): string[] {
  const parent = dirname(resolve(path));
  return parent === resolve(path) ? [] : [...ancestors(parent), parent];
}

function mayEnter(
  directory: { uid: number; gid: number; mode: number },
  ids: { uid: number; gid: number },
): boolean {
  if (directory.uid === ids.uid) return (directory.mode & constants.S_IXUSR) !== 0;
  if (directory.gid === ids.gid) return (directory.mode & constants.S_IXGRP) !== 0;
  return (directory.mode & constants.S_IXOTH) !== 0;
}

/** Reading past permissions is enough; containers often have only the wider right (capabilities(7), bits 2 and 1). */
async function passingCapability(): Promise<string | null> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
  if (effective & 0b100n) return "dac_read_search";
  return effective & 0b10n ? "dac_override" : null;
}

async function findSetpriv(): Promise<string | null> {
  for (const path of ["/usr/bin/setpriv", "/bin/setpriv"]) {
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}
