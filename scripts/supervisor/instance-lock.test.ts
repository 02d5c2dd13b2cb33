import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDirectory } from "./instance-lock.ts";

const address = "http://127.0.0.1:3000";
let dataDir: string;
let file: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sealpost-lock-"));
  file = join(dataDir, "sealpost.pid");
});

afterEach(() => rm(dataDir, { recursive: true }));

test("the file names who holds the directory, and goes when it is given up", async () => {
  const lock = await lockDataDirectory(dataDir, address);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid, address });
  if (lock.ok) await lock.release();
  expect(await readdir(dataDir)).toEqual([]);
});

test("a second instance is refused and told of the first", async () => {
  await lockDataDirectory(dataDir, address);
  const second = await lockDataDirectory(dataDir, "http://127.0.0.1:4000");
  expect(second).toMatchObject({ ok: false, holder: { pid: process.pid, address } });
  expect(await readdir(dataDir)).toEqual(["sealpost.pid"]);
});

test.each([
  ["of a process that is gone", { pid: 2 ** 22 + 1 }],
  ["whose number went to another program", { birth: "another boot 1" }],
  ["of another shape", { pid: "none" }],
])("a file %s is taken over", async (_, change) => {
  await lockDataDirectory(dataDir, "http://first.example");
  const left = { ...JSON.parse(await readFile(file, "utf8")), ...change };
  await writeFile(file, JSON.stringify(left));
  expect(await lockDataDirectory(dataDir, address)).toMatchObject({ ok: true });
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid, address });
});

test("an empty file, as a full disk leaves it, is taken over", async () => {
  await writeFile(file, "");
  expect(await lockDataDirectory(dataDir, address)).toMatchObject({ ok: true });
});

test("of several that find a killed one's file, one takes it", async () => {
  await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "", address, birth: "gone" }));
  const rivals = Array.from({ length: 4 }, rival);
  await Promise.all(rivals.map(({ started }) => started));
  for (const { child } of rivals) child.stdin.write("go\n");
  const outcomes = await Promise.all(rivals.map(({ outcome }) => outcome));
  for (const { child } of rivals) child.stdin.end();
  await Promise.all(rivals.map(({ child }) => once(child, "exit")));
  expect(outcomes.filter((ok) => ok === "true")).toHaveLength(1);
});

/** A process that tries for the directory when told, and lives on until its input ends. */
function rival() {
  const code = `
    import { once } from "node:events";
    import { lockDataDirectory } from "./scripts/supervisor/instance-lock.ts";
    console.log("started");
    await once(process.stdin, "data");
    console.log((await lockDataDirectory(process.argv[1], "${address}")).ok);
    process.stdin.resume();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, dataDir], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = child.stdout.setEncoding("utf8");
  const started = once(lines, "data");
  const outcome = started.then(() => once(lines, "data")).then(([text]) => String(text).trim());
  return { child, started, outcome };
}
