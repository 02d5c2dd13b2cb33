import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive, readPostmasterPid, servesDirectory } from "./postmaster-pid.ts";

/**
 * Ends the server that an earlier, killed supervisor left behind on this directory, by the process id that the server
 * itself wrote there. Returns `null`, or the id of a server that would not end.
 */
export async function endOrphan(directory: string): Promise<number | null> {
  const found = await readPostmasterPid(directory);
  if (!found || !isAlive(found.pid)) return null;
  if (!(await servesDirectory(found.pid, directory))) {
    // The number went to another program; PostgreSQL would take it for a running server and refuse.
    await rm(join(directory, "postmaster.pid"), { force: true });
    return null;
  }
  return (await endServer(found.pid)) ? null : found.pid;
}

/**
 * Fast shutdown: open transactions are rolled back, everything is written. After 30 seconds an immediate one, which the
 * next start repairs from the log. Never SIGKILL: it would leave shared memory and orphans behind. False: still alive.
 */
export async function endServer(pid: number): Promise<boolean> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!send(pid, signal) || (await gone(pid, 30_000))) return true;
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await pause(25);
  }
  return !isAlive(pid);
}
