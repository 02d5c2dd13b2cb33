import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type RunningScript = {
  /** The first group of the pattern in what the script printed. */
  told: (pattern: RegExp) => string;
  stop: () => Promise<void>;
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const patienceMs = 300_000;

/** Runs a start script until it says that Sealpost is ready (and, for the demonstration, where its door is). */
export async function runScript(script: string, settings: Record<string, string>): Promise<RunningScript> {
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, ...settings, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const done = script.includes("demo") ? /sample user: \S+/ : /ready: \S+[\s\S]*first account/;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${script} was not ready in time:\n${printed}`)),
      patienceMs,
    );
    const hear = (chunk: Buffer) => {
      printed += chunk.toString();
      if (!done.test(printed)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}:\n${printed}`)));
  });
  return {
    told: (pattern) => {
      const found = pattern.exec(printed)?.[1];
      if (!found) throw new Error(`${script} did not print ${pattern}:\n${printed}`);
      return found;
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.removeAllListeners("exit");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
