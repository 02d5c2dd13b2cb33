import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs a Node program of `node_modules` in the checkout; resolves with its exit code (1 when it could not run) and its output. */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ code: number; output: string }> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return new Promise((done) => {
    const child = spawn(process.execPath, [`node_modules/${program}`, ...args], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    child.once("error", (error) => done({ code: 1, output: error.message }));
    child.once("close", (code) => done({ code: code ?? 1, output }));
  });
}
