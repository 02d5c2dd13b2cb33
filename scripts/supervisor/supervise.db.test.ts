import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { isAlive, readPostmasterPid } from "#lib/db/embedded/postmaster-pid.ts";
import { createEmptyDatabase } from "#lib/db/testing/test-server.ts";

// The supervisor as a process of its own, with a small server in place of Next and of the intake.

let directory: string;
let dataDir: string;
let runs: Run[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sealpost-supervise-"));
  dataDir = join(directory, "data");
  runs = [];
});

afterEach(async () => {
  for (const { process: child } of runs) await end(child, "SIGTERM");
  await rm(directory, { recursive: true, force: true });
});

test("a first start makes the database and says where the first account is made", async () => {
  const run = start();
  await run.says("Sealpost is ready: ");
  const address = addressOf(run);
  const link = await run.says("Make the first account");
  expect(link).toMatch(new RegExp(`${address}/sign-up/\\S{20,}$`));
  const seen = await (await fetch(address)).json();
  expect(seen).toMatchObject({
    AUTH_SECRET: expect.stringMatching(/^.{43}$/),
    NODE_ENV: "development",
    DATA_DIR: dataDir,
  });
  const { rows } = await query(seen.DATABASE_URL, "SELECT count(*)::int AS invitations FROM invitations");
  expect(rows).toEqual([{ invitations: 1 }]);
});

test("SIGTERM ends the children, PostgreSQL after them, and nothing is left but the data", async () => {
  const run = start();
  await run.says("Sealpost is ready: ");
  const child = await (await fetch(addressOf(run))).json();
  const postgres = await readPostmasterPid(join(dataDir, "postgres"));
  expect(await end(run.process, "SIGTERM")).toBe(0);
  // Each asked the database on its way out.
  expect(await readFile(join(directory, "last-words"), "utf8")).toBe("the database answers\n");
  expect(isAlive(child.pid)).toBe(false);
  expect(isAlive(postgres?.pid ?? 0)).toBe(false);
  expect((await readdir(dataDir)).sort()).toEqual(["postgres", "postgres-port", "secrets"]);
});

test("a second instance on the same data is refused and told of the first", async () => {
  const first = start();
  await first.says("Sealpost is ready: ");
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.text()).toContain(`process ${first.process.pid}, at ${addressOf(first)}, since 2`);
  expect((await fetch(addressOf(first))).ok).toBe(true);
});

test("after kill -9 the next start takes over: same data, no orphan", async () => {
  const killed = start();
  await killed.says("Sealpost is ready: ");
  const child = await (await fetch(addressOf(killed))).json();
  const orphan = await readPostmasterPid(join(dataDir, "postgres"));
  await query(
    child.DATABASE_URL,
    "INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'ada@example.test')",
  );
  await end(killed.process, "SIGKILL");
  const next = start();
  await next.says("Sealpost is ready: ");
  expect(isAlive(orphan?.pid ?? 0)).toBe(false);
  const { AUTH_SECRET, DATABASE_URL } = await (await fetch(addressOf(next))).json();
  expect({ AUTH_SECRET, DATABASE_URL }).toEqual({
    AUTH_SECRET: child.AUTH_SECRET,
    DATABASE_URL: child.DATABASE_URL,
  });
  expect(next.text()).not.toContain("Make the first account");
  await expect.poll(() => isAlive(child.pid)).toBe(false);
});

test("PostgreSQL that ends by itself is started again at the same address", async () => {
  const run = start();
  await run.says("Sealpost is ready: ");
  const { DATABASE_URL } = await (await fetch(addressOf(run))).json();
  const first = await readPostmasterPid(join(dataDir, "postgres"));
  process.kill(first?.pid ?? 0, "SIGQUIT");
  await run.says("PostgreSQL ended by itself");
  await expect
    .poll(
      () =>
        query(DATABASE_URL, "SELECT 1 AS one").then(
          ({ rows }) => rows,
          () => [],
        ),
      { timeout: 20_000 },
    )
    .toEqual([{ one: 1 }]);
});

describe("DATABASE_URL", () => {
  test("replaces the built-in server", async () => {
    const database = await createEmptyDatabase(inject("testServer"));
    const run = start({ DATABASE_URL: database.url });
    await run.says("Sealpost is ready: ");
    expect(await readdir(dataDir)).not.toContain("postgres");
    await end(run.process, "SIGTERM");
    await database.drop();
  });

  test("that nobody answers is explained without its password", async () => {
    const run = start({ DATABASE_URL: "postgresql://sealpost:hidden@127.0.0.1:1/sealpost" });
    expect(await run.ended).toBe(1);
    expect(run.text()).toMatch(/DATABASE_URL \(127\.0\.0\.1:1\/sealpost\): nothing listens there/);
    expect(run.text()).not.toContain("hidden");
  });

  test("with a wrong password is explained", async () => {
    const url = new URL(inject("testServer").url);
    url.password = "wrong";
    const run = start({ DATABASE_URL: url.href });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain("the server refuses the user or the password");
  });

  test("of a database that does not exist is explained", async () => {
    const url = new URL(inject("testServer").url);
    url.pathname = "/missing";
    const run = start({ DATABASE_URL: url.href });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain("create it first");
  });
});

describe("nothing is started when", () => {
  test.each([
    ["a secret is too short", { AUTH_SECRET: "short" }, "AUTH_SECRET"],
    ["the address is foreign", { HOST: "192.0.2.1" }, "HOST=192.0.2.1 is no address of this machine"],
    ["a role has no shared database", { ROLE: "web" }, "set DATABASE_URL"],
    ["a port is no port", { PORT: "http" }, "PORT: must be a port number"],
  ])("%s", async (_, environment, message) => {
    const run = start(environment);
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(message);
    expect(await readdir(directory)).not.toContain("last-words");
  });

  test("a port is taken: it is named, with how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const run = start({ PORT: String(port) });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(`Port ${port} is in use`);
    expect(await readdir(dataDir)).toEqual([]);
    other.close();
  });

  test("the data directory cannot be made", async () => {
    await writeFile(dataDir, "a file");
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(`Cannot write to the data directory ${dataDir}`);
  });
});

test("children that cannot run end the start, and PostgreSQL with it", async () => {
  const run = start({ SAMPLE_FAILS: "1" });
  expect(await run.ended).toBe(1);
  expect(run.text()).toContain("again and again");
  expect(await readPostmasterPid(join(dataDir, "postgres"))).toBeNull();
});

type Run = {
  process: ChildProcess;
  /** Exit code. */
  ended: Promise<number | null>;
  text: () => string;
  /** The first line that holds these words, once it was printed. */
  says: (words: string) => Promise<string>;
};

/** Answers with its environment; asks the database when it is told to end, to show that it is still there. */
const sample = `
  import { appendFileSync } from "node:fs";
  import { createServer } from "node:http";
  import pg from "pg";
  if (process.env.SAMPLE_FAILS) process.exit(1);
  createServer((_, response) => response.end(JSON.stringify({ ...process.env, pid: process.pid })))
    .listen(Number(process.env.PORT), "127.0.0.1");
  process.on("SIGTERM", async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    appendFileSync(process.env.SAMPLE_DIRECTORY + "/last-words", "the database answers\\n");
    process.exit(0);
  });`;

const program = `
  import { answers } from "./scripts/supervisor/answers.ts";
  import { supervise } from "./scripts/supervisor/supervise.ts";
  const plans = ({ env, childEnv }) => [{
    name: "sample",
    args: ["--input-type=module", "-e", ${JSON.stringify(sample)}],
    env: childEnv,
    ready: (signal) => answers("http://127.0.0.1:" + env.port, signal),
    firstPauseMilliseconds: 10,
  }];
  const root = process.cwd();
  process.exit(await supervise({ root, mode: "development", environment: process.env, plans }));`;

function start(environment: Record<string, string> = {}): Run {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    HOST: "127.0.0.1",
    PORT: "0",
    INTAKE_PORT: "0",
    DATA_DIR: dataDir,
    SAMPLE_DIRECTORY: directory,
    ...environment,
  };
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
      child.emit("said");
    });
  }
  const ended = once(child, "close").then(() => child.exitCode);
  const says = async (words: string): Promise<string> => {
    for (;;) {
      const line = text.split("\n").find((candidate) => candidate.includes(words));
      if (line) return line;
      if (child.exitCode !== null) throw new Error(`It ended without saying “${words}”:\n${text}`);
      await Promise.race([once(child, "said"), ended]);
    }
  };
  const run = { process: child, ended, text: () => text, says };
  runs.push(run);
  return run;
}

function addressOf(run: Run): string {
  return /Sealpost is ready: (\S+)/.exec(run.text())?.[1] ?? "";
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
