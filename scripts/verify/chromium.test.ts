import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findChromium } from "./chromium.ts";

const directory = await mkdtemp(join(tmpdir(), "sealpost-chromium-"));
afterAll(() => rm(directory, { recursive: true }));
const program = join(directory, "google-chrome");
await writeFile(program, "");
await chmod(program, 0o755);

test("CHROMIUM_PATH goes before everything", async () => {
  expect(await findChromium({ NODE_ENV: "test", CHROMIUM_PATH: program, PATH: "/usr/bin" })).toBe(program);
});

test("a CHROMIUM_PATH that is no program is an error, not another browser", async () => {
  const missing = join(directory, "missing");
  const looking = findChromium({ NODE_ENV: "test", CHROMIUM_PATH: missing, PATH: directory });
  await expect(looking).rejects.toThrow(`CHROMIUM_PATH=${missing}`);
});

test("the PATH is searched in its order", async () => {
  const path = ["/nowhere", directory].join(delimiter);
  expect(await findChromium({ NODE_ENV: "test", PATH: path })).toBe(program);
});
