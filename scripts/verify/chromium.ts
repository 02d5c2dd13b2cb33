import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

const run = promisify(execFile);

/**
 * A Chromium for the browser tests: the one of CHROMIUM_PATH, an installed one, Playwright's own, or one that is installed
 * now: Debian's by root on Debian, else Playwright's. Returns its path; `null`: Playwright finds its own. Throws
 * when none can be had.
 */
export async function ensureChromium(): Promise<string | null> {
  const found = await findChromium();
  if (found !== null) return found;
  if (await isExecutable(chromium.executablePath())) return null;
  return (await isRootOnDebian()) ? installDebianChromium() : installPlaywrightChromium();
}

/** The path of an installed Chromium or Chrome; `null` when there is none. */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const given = environment.CHROMIUM_PATH;
  if (given) {
    if (await isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH=${given} is no program`);
  }
  const directories = (environment.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  for (const path of [
    ...directories.flatMap((directory) => names.map((name) => join(directory, name))),
    ...places,
  ]) {
    if (await isExecutable(path)) return path;
  }
  return null;
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Ubuntu's package is a stub for a snap, so Debian alone. */
async function isRootOnDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release);
}

async function installDebianChromium(): Promise<string> {
  console.log("Installing Chromium for the browser tests (apt-get) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], {
    env,
    maxBuffer: 2 ** 26,
  });
  return "/usr/bin/chromium";
}

async function installPlaywrightChromium(): Promise<null> {
  console.log("Installing Chromium for the browser tests (playwright install) …");
  await run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    maxBuffer: 2 ** 26,
  });
  return null;
}
