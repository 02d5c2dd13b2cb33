// Runs before every npm script that needs the packages, on whatever Node there is (20 or newer) and before any package is
// there: plain JavaScript, nothing imported but Node's own. Says nothing when there is nothing to do.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

if (Number(process.versions.node.split(".")[0]) < 20) {
  fail(`Node ${process.versions.node} is too old: install Node 20 or newer, and run this again.`);
}
once(
  "node_modules/.sealpost-installed",
  [digest("package-lock.json"), process.platform, process.arch],
  install,
);
once(
  "node_modules/.sealpost-generated",
  [digest("package-lock.json"), digest("prisma/schema.prisma")],
  generate,
);

/** Does the work unless the stamp says that it was done for the same things. */
function once(stamp, things, work) {
  const wanted = things.join("\n");
  const whole = stamp.endsWith("installed") || existsSync("lib/db/generated/client.ts");
  if (whole && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  work();
  writeFileSync(stamp, wanted);
}

function install() {
  if (alreadyInstalled()) return;
  console.log("Installing packages (npm ci) …");
  // Building needs the development packages, whatever NODE_ENV says.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: "inherit" })
    : spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (run.status !== 0) fail("The packages could not be installed: npm says why above.");
}

/** Somebody ran npm by hand: what npm says it installed is what the lock file asks for. */
function alreadyInstalled() {
  if (!existsSync("node_modules/.package-lock.json")) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const present = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    return found ? found.version === entry.version : entry.optional || entry.devOptional || entry.peer;
  });
}

function generate() {
  const env = {
    ...process.env,
    // `generate` never runs the native schema engine, but wants to know of one; otherwise it would download it.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env,
    encoding: "utf8",
  });
  if (run.status !== 0) fail(`The database client could not be generated:\n${run.stdout}${run.stderr}`);
}

function digest(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
