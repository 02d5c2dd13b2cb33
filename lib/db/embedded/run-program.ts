import { type ChildProcess, spawn } from "node:child_process";
import type { Account } from "./account.ts";

/** A bare environment: the server needs none of our secrets, and speaks English whatever the machine's locale. */
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
};

/** Starts a PostgreSQL program as that account, in a session of its own so that a Ctrl-C meant for us does not reach it. */
export function startProgram(account: Account, program: string, args: readonly string[]): ChildProcess {
  const [file = program, ...rest] = [...account.prefix, program, ...args];
  const ids = account.prefix.length === 0 && account.ids ? account.ids : {};
  return spawn(file, rest, {
    ...ids,
    cwd: "/",
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a program to its end and returns its last words, with its exit code (`null` when it could not run). */
export async function runProgram(
  account: Account,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = startProgram(account, program, args);
  const output = lastWords(child);
  const code = await ended(child);
  return { code, output: output() };
}

/** Resolves when the process is gone; `null` when it never ran or was ended by a signal. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => {
    child.once("error", () => done(null));
    child.once("close", (code) => done(code));
  });
}

/** Keeps the end of what a child writes. */
export function lastWords(child: ChildProcess): () => string {
  let kept = "";
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString("utf8")).slice(-4000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(error.message)));
  return () => kept.trim();
}
