import { execFile } from "node:child_process";
import { readFile, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a running server writes into its data directory (PostgreSQL: src/include/utils/pidfile.h). */
export type PostmasterPid = { pid: number; directory: string; port: number; ready: boolean };

/** Reads `postmaster.pid`; `null` when there is none, or when it is not written whole yet. */
export async function readPostmasterPid(directory: string): Promise<PostmasterPid | null> {
  const text = await readFile(join(directory, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return null;
  return { pid, directory: lines[1] ?? "", port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Whether that process is a PostgreSQL server on this very directory. A number alone proves nothing: after a crash it may
 * have gone to any other program. A server works inside its data directory, which Linux shows; elsewhere `ps` names it.
 */
export async function servesDirectory(pid: number, directory: string): Promise<boolean> {
  const real = await realpath(directory).catch(() => directory);
  if (process.platform === "linux") return (await readlink(`/proc/${pid}/cwd`).catch(() => "")) === real;
  const shown = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return (
    shown.stdout.includes("postgres") && (shown.stdout.includes(directory) || shown.stdout.includes(real))
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
