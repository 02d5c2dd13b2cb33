import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";

export type Instance = { pid: number; startedAt: string; address: string };

export type LockOutcome = { ok: true; release: () => Promise<void> } | { ok: false; holder: Instance };

/**
 * Takes a data directory for this process: `sealpost.pid` names it. What a killed process left behind is taken over; a
 * living one is named. A number that went to another program since is told apart by when that program started.
 */
export async function lockDataDirectory(dataDir: string, address: string): Promise<LockOutcome> {
  const file = join(dataDir, "sealpost.pid");
  const own = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    address,
    birth: await birthOf(process.pid),
  };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(own)}\n`);
  try {
    for (;;) {
      if (await linked(draft, file)) return { ok: true, release: () => release(file) };
      const holder = await readHolder(file);
      if (holder && (await isHolderAlive(holder))) return { ok: false, holder };
      await removeStale(file);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

const holderShape = z.object({
  pid: z.int().positive(),
  startedAt: z.string(),
  address: z.string(),
  birth: z.string(),
});

type Holder = z.infer<typeof holderShape>;

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderShape.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/** A hard link is made whole or not at all, so of two processes one gets the name. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isHolderAlive(holder: Holder): Promise<boolean> {
  const birth = await birthOf(holder.pid);
  return birth !== "" && birth === holder.birth;
}

/**
 * One at a time looks again and removes: otherwise the slower of two that both saw a dead process's file would remove the
 * file that the faster one has made meanwhile.
 */
async function removeStale(file: string): Promise<void> {
  const turn = `${file}.turn`;
  if (!(await taken(turn))) return pause(20);
  try {
    const holder = await readHolder(file);
    if (!holder || !(await isHolderAlive(holder))) await rm(file, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

/** A turn takes milliseconds: one of ten seconds' age was left by a process that was killed in it. */
async function taken(turn: string): Promise<boolean> {
  const found = await stat(turn).catch(() => null);
  if (found && Date.now() - found.mtimeMs > 10_000) await rm(turn, { force: true });
  return writeFile(turn, "", { flag: "wx" }).then(
    () => true,
    () => false,
  );
}

async function release(file: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder?.pid === process.pid) await rm(file, { force: true });
}

/** When a process started, in whatever unit its system tells; empty when there is no such process. */
async function birthOf(pid: number): Promise<string> {
  if (process.platform === "linux") return linuxBirth(pid);
  const shown = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return shown.stdout.trim();
}

/** Field 22 of proc_pid_stat(5), with the boot it counts from; the name in field 2 may hold anything, hence the last `)`. */
function linuxBirth(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z"
      ? ""
      : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19]}`;
  } catch {
    return "";
  }
}
