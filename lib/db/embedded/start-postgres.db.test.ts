import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reachDb } from "#lib/db/reach-db.ts";
import { isAlive, readPostmasterPid } from "./postmaster-pid.ts";
import { type Postgres, startPostgres } from "./start-postgres.ts";

const secrets = { password: "owner's pass/word?", superuserPassword: "another" };
const asRoot = process.getuid?.() === 0;
let dataDir: string;
let running: Postgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sealpost-embedded-"));
  running = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("what is written is there after a restart, at the same address", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('naïve')");
  await first.stop();
  const second = await start();
  expect(await query(second.url, "SELECT word FROM kept")).toEqual([{ word: "naïve" }]);
  expect(second.url).toBe(first.url);
});

test("it is set up for safety: durable, loopback only, UTF-8 in an order that never changes", async () => {
  const { url, superuserUrl } = await start();
  const settings =
    "fsync,full_page_writes,data_checksums,listen_addresses,unix_socket_directories,password_encryption,TimeZone";
  const sql = settings.split(",").map((name) => `current_setting('${name}') AS "${name}"`);
  expect(await query(superuserUrl, `SELECT ${sql.join()}`)).toEqual([
    {
      fsync: "on",
      full_page_writes: "on",
      data_checksums: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      password_encryption: "scram-sha-256",
      TimeZone: "UTC",
    },
  ]);
  expect(
    await query(
      url,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale,
         rolsuper AS superuser FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    ),
  ).toEqual([{ encoding: "UTF8", provider: "b", locale: "C.UTF-8", superuser: false }]);
});

test("a wrong password is refused", async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = "wrong";
  const reached = await reachDb(wrong.href, { timeoutMilliseconds: 5000 });
  expect(reached).toMatchObject({ ok: false, problem: { kind: "sign-in-failed" } });
});

test("root's server runs under another user, and nobody else reads its files", async () => {
  await start();
  const { uid, mode } = await stat(join(dataDir, "postgres"));
  expect(uid === 0).toBe(false);
  expect(uid === process.getuid?.()).toBe(!asRoot);
  expect(mode & 0o777).toBe(0o700);
});

test("it starts behind a directory that only its owner may enter, such as /root", async () => {
  const closed = join(dataDir, "closed");
  await mkdir(closed, { mode: 0o700 });
  const postgres = await start(join(closed, "data"));
  expect(await query(postgres.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await postgres.stop();
});

describe("after kill -9 of the process that started it", () => {
  test("the orphan is ended by its own pid file, and its data is there", async () => {
    const orphan = await abandonServer();
    expect(isAlive(orphan.pid)).toBe(true);
    await query(orphan.url, "CREATE TABLE kept AS SELECT 1 AS one");
    const postgres = await start();
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await query(postgres.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  });

  test("a pid that went to another program is left alone", async () => {
    const first = await start();
    await first.stop();
    const stranger = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    await writeFile(
      join(dataDir, "postgres/postmaster.pid"),
      `${stranger.pid}\n${dataDir}/postgres\n1\n${first.port}\n`,
    );
    await start();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.stdin?.end();
    await once(stranger, "exit");
  });
});

test("a first start that was cut short begins anew", async () => {
  await mkdir(join(dataDir, "postgres.new/base"), { recursive: true });
  await writeFile(join(dataDir, "postgres.new-password"), "left behind");
  const postgres = await start();
  expect(await query(postgres.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a remembered port that another program took is given up", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  await writeFile(join(dataDir, "postgres-port"), `${taken}\n`);
  const postgres = await start();
  expect(postgres.port).not.toBe(taken);
  expect(await readFile(join(dataDir, "postgres-port"), "utf8")).toBe(`${postgres.port}\n`);
  other.close();
});

describe("problems are named", () => {
  test("files of another major version", async () => {
    await mkdir(join(dataDir, "postgres"), { mode: 0o700 });
    await writeFile(join(dataDir, "postgres/PG_VERSION"), "16\n");
    const outcome = await startPostgres({ dataDir, ...secrets });
    expect(outcome).toMatchObject({
      problem: { kind: "version-mismatch", detail: expect.stringContaining("PostgreSQL 16") },
    });
  });

  test("a secret that is not the one the files were made with", async () => {
    const first = await start();
    await first.stop();
    const outcome = await startPostgres({ dataDir, ...secrets, superuserPassword: "lost" });
    expect(outcome).toMatchObject({ problem: { kind: "sign-in-failed" } });
    expect(await readPostmasterPid(join(dataDir, "postgres"))).toBeNull();
  });

  test("a damaged directory: the server's own words", async () => {
    const first = await start();
    await first.stop();
    await rm(join(dataDir, "postgres/global/pg_control"));
    const outcome = await startPostgres({ dataDir, ...secrets });
    expect(outcome).toMatchObject({
      problem: { kind: "start-failed", detail: expect.stringContaining("pg_control") },
    });
  });
});

test("the end of the server is noticed", async () => {
  const postgres = await start();
  process.kill(postgres.pid, "SIGQUIT");
  await postgres.exited;
  expect(isAlive(postgres.pid)).toBe(false);
});

async function start(directory = dataDir): Promise<Postgres> {
  if (asRoot && directory === dataDir) await chmod(dataDir, 0o711);
  const outcome = await startPostgres({ dataDir: directory, ...secrets });
  if (!outcome.ok) throw new Error(outcome.problem.detail);
  running.push(outcome.postgres);
  return outcome.postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Lets another process start the server, and kills that process. */
async function abandonServer(): Promise<{ pid: number; url: string }> {
  if (asRoot) await chmod(dataDir, 0o711);
  const code = `
    import { startPostgres } from "#lib/db/embedded/start-postgres.ts";
    const outcome = await startPostgres(JSON.parse(process.argv[1]));
    process.stdout.write(JSON.stringify(outcome.postgres));`;
  const args = ["--input-type=module", "-e", code, JSON.stringify({ dataDir, ...secrets })];
  const parent = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  await once(parent, "exit");
  return JSON.parse(String(chunk));
}
