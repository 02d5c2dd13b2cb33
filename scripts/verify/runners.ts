import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../supervisor/root.ts";
import { ensureChromium } from "./chromium.ts";
import { checkLayers } from "./layers.ts";
import { runProgram } from "./run-program.ts";
import { checkTally, playwrightTally, type Tally, vitestTally } from "./tally.ts";

/** Runs something and shows what it has to say, at once when it is done. */
export type Runner = () => Promise<Tally>;

/** Fewer files than this were not understood, whatever dependency-cruiser says. */
const fewestModules = 200;

export async function format(): Promise<Tally> {
  const { code, output } = await runProgram("@biomejs/biome/bin/biome", [
    "check",
    "--error-on-warnings",
    ".",
  ]);
  return show(checkTally("format and lint", code === 0), output);
}

export async function layers(): Promise<Tally> {
  const { modules, violations } = await checkLayers(root);
  const few = modules < fewestModules ? [`Only ${modules} files were understood, and there are more`] : [];
  const faults = [...violations, ...few];
  return show(checkTally("layers", faults.length === 0), faults.join("\n"));
}

export async function types(): Promise<Tally> {
  const { code, output } = await runProgram("typescript/bin/tsc", [
    "--noEmit",
    "--incremental",
    "false",
    "--pretty",
  ]);
  return show(checkTally("types", code === 0), output);
}

export function unitTests(): Promise<Tally> {
  return vitest("unit", "unit tests");
}

export function databaseTests(): Promise<Tally> {
  return vitest("database", "database tests");
}

export async function browserTests(): Promise<Tally> {
  const chromium = await ensureChromium();
  const file = await reportFile("browser");
  const { code, output } = await runProgram("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    ...process.env,
    ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return show(playwrightTally("browser tests", code, await read(file)), output);
}

async function vitest(project: string, name: string): Promise<Tally> {
  const file = await reportFile(project);
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const { code, output } = await runProgram("vitest/vitest.mjs", args);
  return show(vitestTally(name, code, await read(file)), output);
}

async function reportFile(name: string): Promise<string> {
  const directory = join(root, ".tmp/test-reports");
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${name}.json`);
  await rm(file, { force: true });
  return file;
}

function read(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}

/** One line for what passed; all that a runner said for what did not. */
function show(tally: Tally, output: string): Tally {
  const { runner, passed, failed, skipped, notes } = tally;
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  if (failed > 0) console.log(output.trimEnd());
  console.log(
    `${failed > 0 ? "✗" : "✓"} ${runner}: ${counts.join(", ")}${notes.map((note) => ` (${note})`).join("")}`,
  );
  return tally;
}
