import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const readyLine = z.object({ control: z.string(), env: z.record(z.string(), z.string()) });

export type MailWorld = {
  /** The settings that make Sealpost live in it. */
  settings: Record<string, string>;
  /** Where it is steered. */
  control: string;
  stop: () => Promise<void>;
};

/** Starts the small internet of `e2e/mail-world`, and waits for the one line in which it says where everything is. */
export async function startMailWorld(root: string): Promise<MailWorld> {
  const preload = fileURLToPath(new URL("./die-with-parent.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", preload, join(root, "e2e/mail-world/main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: true,
  });
  const exited = once(child, "exit");
  const { stdout } = child;
  if (!stdout) throw new Error("mail-world has no output");
  const line = await Promise.race([once(createInterface(stdout), "line"), exited.then(() => null)]);
  if (!line) throw new Error("mail-world ended before it was ready");
  const { control, env } = readyLine.parse(JSON.parse(String(line[0])));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  return { settings: env, control, stop };
}
