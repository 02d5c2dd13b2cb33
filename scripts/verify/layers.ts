import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export type Layers = {
  /** How many of our own files were understood. */
  modules: number;
  /** `rule: from → to`, one for each import that a rule forbids. */
  violations: string[];
};

const config = fileURLToPath(new URL("../../.dependency-cruiser.mjs", import.meta.url));
const program = fileURLToPath(
  new URL("../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", import.meta.url),
);

/** Holds the imports of the project under `root` against the layer rules. Throws when dependency-cruiser cannot run. */
export async function checkLayers(root: string): Promise<Layers> {
  const args = [
    program,
    "--config",
    config,
    "--output-type",
    "json",
    "lib",
    "app",
    "pages",
    "scripts",
    "e2e",
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  await once(child, "close");
  if (output === "") throw new Error(`dependency-cruiser said nothing but: ${errors}`);
  const { modules, summary } = report.parse(JSON.parse(output));
  return {
    modules: modules.filter(({ source }) => /^(lib|app|pages)\/.*\.tsx?$/.test(source)).length,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

const report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});
