import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "#lib/db/embedded/postmaster-pid.ts";
import { type Child, keepRunning } from "./child.ts";

const quick = { firstPauseMilliseconds: 10, graceMilliseconds: 300 };
let directory: string;
let child: Child | undefined;
let said: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sealpost-child-"));
  said = [];
});

afterEach(async () => {
  await child?.stop();
  child = undefined;
  await rm(directory, { recursive: true });
});

test("a child that dies is started again", async () => {
  child = keep(
    "import fs from 'fs'; fs.appendFileSync('lives', process.pid + '\\n'); setInterval(() => {}, 1e6);",
  );
  const [first = 0] = await lives(1);
  process.kill(first, "SIGKILL");
  const [, second] = await lives(2);
  expect(second).not.toBe(first);
  expect(said).toEqual(["The sample process ended (SIGKILL); starting it again in 0.01 s"]);
});

test("one that dies three times before it was ready is given up", async () => {
  child = keep("import fs from 'fs'; fs.appendFileSync('lives', process.pid + '\\n'); process.exit(3);", () =>
    Promise.reject(new Error("never")),
  );
  expect(await child.ready).toBe(false);
  expect(await lives(3)).toHaveLength(3);
  expect(said).toHaveLength(2);
});

test("one that does not heed SIGTERM is asked, and then killed", async () => {
  child = keep(
    "import fs from 'fs'; process.on('SIGTERM', () => fs.writeFileSync('asked', '')); setInterval(() => {}, 1e6); fs.appendFileSync('lives', process.pid + '\\n');",
  );
  const [pid = 0] = await lives(1);
  await child.stop();
  expect(await readFile(join(directory, "asked"), "utf8")).toBe("");
  expect(isAlive(pid)).toBe(false);
});

test("children do not outlive a parent that was killed", async () => {
  const program = join(directory, "parent.mjs");
  const childCode =
    "import fs from 'fs'; fs.appendFileSync('lives', process.pid + '\\n'); setInterval(() => {}, 1e6);";
  await writeFile(join(directory, "sample.mjs"), childCode);
  await writeFile(
    program,
    `import { keepRunning } from ${JSON.stringify(join(import.meta.dirname, "child.ts"))};
     process.chdir(${JSON.stringify(directory)});
     keepRunning({ name: "sample", args: ["sample.mjs"], env: process.env, ready: async () => {} }, () => {});`,
  );
  const parent = spawn(process.execPath, [program], { stdio: "inherit" });
  const [pid = 0] = await lives(1);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await until(() => !isAlive(pid));
});

function keep(code: string, ready: () => Promise<void> = async () => {}): Child {
  const args = ["--input-type=module", "-e", `process.chdir(${JSON.stringify(directory)}); ${code}`];
  return keepRunning({ name: "sample", args, env: process.env, ready, ...quick }, (line) => said.push(line));
}

/** The process ids of the first lives, once there were that many. */
async function lives(count: number): Promise<number[]> {
  const read = async () =>
    (await readFile(join(directory, "lives"), "utf8").catch(() => "")).split("\n").slice(0, -1);
  await until(async () => (await read()).length >= count);
  return (await read()).map(Number);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(setImmediate);
}
