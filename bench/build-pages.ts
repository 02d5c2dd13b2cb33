import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuild } from "../scripts/supervisor/ensure-build.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Beside the product's own build, so that a running installation keeps its pages. */
export const pagesDirectory = ".next-bench";

/** Builds the product's pages, unless they were built from these sources, and the application with the empty route. */
export async function buildPages(environment: Record<string, string>): Promise<void> {
  const built = await ensureBuild({
    root,
    environment: { ...process.env, ...environment, NEXT_DIST_DIR: pagesDirectory },
    signal: new AbortController().signal,
    say: (line) => console.error(line),
  });
  if (!built) throw new Error("The pages could not be built.");
  await buildEmptyRoute();
}

async function buildEmptyRoute(): Promise<void> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build", "bench/next-app"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "close");
  // Next writes it for editors; the project's own type check would read it.
  await rm(join(root, "bench/next-app/next-env.d.ts"), { force: true });
  if (code !== 0) throw new Error("The empty route could not be built.");
}
