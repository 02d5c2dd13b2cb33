import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceHash } from "./source-hash.ts";

export type BuildOptions = {
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Ends a build that runs. */
  signal: AbortSignal;
  say: (line: string) => void;
};

/** Builds the pages unless they were built from these very sources. False: the build failed, and Next has said why. */
export async function ensureBuild(options: BuildOptions): Promise<boolean> {
  const { root, environment, say } = options;
  const directory = join(root, environment.NEXT_DIST_DIR ?? ".next");
  const stamp = join(directory, "sealpost-sources");
  const wanted = await sourceHash(root);
  const found = await readFile(stamp, "utf8").catch(() => "");
  const built = await readFile(join(directory, "BUILD_ID"), "utf8").catch(() => "");
  if (built !== "" && found === wanted) return true;
  say("Building the pages: the sources are new. This takes about a minute …");
  await rm(stamp, { force: true });
  if (!(await nextBuild(options))) return false;
  await writeFile(stamp, wanted);
  return true;
}

async function nextBuild({ root, environment, signal }: BuildOptions): Promise<boolean> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: root,
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((done) => {
    child.once("error", () => done(null));
    child.once("close", done);
  });
  const code = await ended;
  if (code !== 0 && !signal.aborted) process.stderr.write(output);
  return code === 0;
}
