import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export type IntakeToKill = {
  /** The same after every restart; no final slash. */
  url: string;
  /** Ends it as a lack of memory or a power cut would, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

/** The real intake process, as `ROLE=intake` runs it. */
export async function startIntakeToKill(env: Record<string, string>): Promise<IntakeToKill> {
  let { child, port } = await start({ ...env, INTAKE_PORT: "0" });
  return {
    url: `http://127.0.0.1:${port}`,
    async crash() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      ({ child } = await start({ ...env, INTAKE_PORT: String(port) }));
    },
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

async function start(env: Record<string, string>): Promise<{ child: ChildProcess; port: number }> {
  const child = fork("lib/server/intake-main.ts", {
    execPath: process.execPath,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", ROLE: "intake", LOG_LEVEL: "silent", ...env },
  });
  const told = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`The intake process ended with ${code}.`);
    }),
  ]);
  const [{ port }] = told as [{ port: number }];
  return { child, port };
}
