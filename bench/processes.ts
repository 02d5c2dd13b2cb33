import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of a benchmark. */
export type Bench = {
  /** Where it listens on loopback; `null`: it serves nothing. */
  port: number | null;
  pid: number;
  /** Sends a question and resolves with its answer; one at a time. Rejects when the process ends. */
  ask<T>(question: unknown): Promise<T>;
  stop(): Promise<void>;
};

/**
 * Starts a TypeScript file as a process of its own and waits until it says `{ ready: true, port }`, as the product's
 * processes do. What it writes is shown.
 */
export async function startProcess(file: URL, environment: Record<string, string>): Promise<Bench> {
  const child = fork(file, {
    env: { ...process.env, ...environment },
    execArgv: [],
    serialization: "advanced",
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${file.pathname} ended with code ${code}`);
  });
  ended.catch(() => {});
  const [ready] = (await Promise.race([once(child, "message"), ended])) as [{ port: number | null }];
  return {
    port: ready.port,
    pid: child.pid ?? 0,
    ask: async <T>(question: unknown) => {
      const answer = once(child, "message");
      child.send(question as object);
      const [told] = (await Promise.race([answer, ended])) as [T];
      return told;
    },
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** In the process: answers each question of the one that started it, and ends with it. */
export function answerQuestions<Q, A>(answer: (question: Q) => Promise<A>, port: number | null = null): void {
  process.on("message", (question) => {
    void answer(question as Q).then((told) => process.send?.(told));
  });
  for (const end of ["disconnect", "SIGTERM"]) process.on(end, () => process.exit(0));
  process.send?.({ ready: true, port });
}
