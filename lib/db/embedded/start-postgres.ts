import type { ChildProcess } from "node:child_process";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Account, type AccountProblem, serverAccount } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type DirectoryProblem, ensureDataDirectory } from "./data-directory.ts";
import { endOrphan, endServer } from "./end-server.ts";
import { rememberedPort } from "./free-port.ts";
import { readPostmasterPid } from "./postmaster-pid.ts";
import { ended, lastWords, startProgram } from "./run-program.ts";

export type PostgresOptions = {
  /** Holds `postgres/` and `postgres-port`; made when missing. */
  dataDir: string;
  /** Of the role `sealpost`, which owns the database `sealpost` and may do nothing else. */
  password: string;
  /** Of the role `postgres`, for an operator's `psql`. */
  superuserPassword: string;
  /** `false` gives up safety for speed: for databases that are thrown away. */
  durable?: boolean;
};

export type Postgres = {
  /** Of the database `sealpost` as its owner. */
  url: string;
  superuserUrl: string;
  port: number;
  pid: number;
  /** Resolves when the server is gone, wanted or not. */
  exited: Promise<void>;
  stop: () => Promise<void>;
};

export type PostgresProblem =
  | AccountProblem
  | DirectoryProblem
  | { kind: "no-binaries" | "still-running" | "start-failed" | "sign-in-failed"; detail: string };

export type PostgresOutcome = { ok: true; postgres: Postgres } | { ok: false; problem: PostgresProblem };

/**
 * Starts the built-in PostgreSQL on loopback, after ending one that a killed supervisor left behind. The caller sees to it
 * that it is alone on `dataDir`. Works as root (see `account.ts`) and as an ordinary user.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresOutcome> {
  const directory = resolve(options.dataDir, "postgres");
  const binaries = await findBinaries();
  if (!binaries) {
    const detail = `npm has no PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL server`;
    return fail({ kind: "no-binaries", detail });
  }
  await mkdir(options.dataDir, { recursive: true, mode: 0o711 });
  const orphan = await endOrphan(directory);
  if (orphan !== null)
    return fail({ kind: "still-running", detail: `process ${orphan} on ${directory} does not end` });
  const owner = await serverAccount(directory, [directory, binaries.postgres, binaries.root]);
  if (!owner.ok) return fail(owner.problem);
  const durable = options.durable ?? true;
  const { superuserPassword } = options;
  const problem = await ensureDataDirectory(directory, binaries, owner.account, {
    superuserPassword,
    durable,
  });
  return problem ? fail(problem) : launch(directory, binaries, owner.account, options);
}

function fail(problem: PostgresProblem): PostgresOutcome {
  return { ok: false, problem };
}

async function launch(
  directory: string,
  binaries: Binaries,
  account: Account,
  options: PostgresOptions,
): Promise<PostgresOutcome> {
  // Between the look for a free port and the server's own bind another program may take it.
  for (let attempt = 1; ; attempt++) {
    const port = await rememberedPort(join(options.dataDir, "postgres-port"));
    const child = startProgram(
      account,
      binaries.postgres,
      serverArguments(directory, port, options.durable ?? true),
    );
    const words = lastWords(child);
    const exited = ended(child).then(() => {});
    if (await becomesReady(directory, child, exited)) return prepare(child, port, exited, options);
    const detail = [words(), await logTail(directory)].filter((part) => part !== "").join("\n");
    if (attempt === 3 || !/address already in use/i.test(detail))
      return fail({ kind: "start-failed", detail });
  }
}

function serverArguments(directory: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    cluster_name: "sealpost",
    // One file per weekday, so that logs cannot fill the disk over the years.
    logging_collector: durable ? "on" : "off",
    log_directory: "log",
    log_filename: "postgresql-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_size: 0,
    ...(durable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 200 }),
  };
  return [
    "-D",
    directory,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/** Waits as long as the server lives: after a crash it may have much to replay. */
async function becomesReady(directory: string, child: ChildProcess, exited: Promise<void>): Promise<boolean> {
  let gone = child.pid === undefined;
  void exited.then(() => {
    gone = true;
  });
  while (!gone) {
    const state = await readPostmasterPid(directory);
    if (state?.pid === child.pid && state?.ready) return true;
    await pause(20);
  }
  return false;
}

async function logTail(directory: string): Promise<string> {
  const logs = join(directory, "log");
  const names = await readdir(logs).catch(() => []);
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(logs, name))).mtimeMs })),
  );
  const newest = aged.sort((a, b) => b.at - a.at)[0];
  return newest ? (await readFile(join(logs, newest.name), "utf8")).slice(-2000).trim() : "";
}

async function prepare(
  child: ChildProcess,
  port: number,
  exited: Promise<void>,
  options: PostgresOptions,
): Promise<PostgresOutcome> {
  const pid = child.pid ?? 0;
  // Its pipes must not keep us alive, nor fill up.
  child.stdout?.resume();
  child.stderr?.resume();
  const stop = async () => {
    await endServer(pid);
    await exited;
  };
  const superuserUrl = urlOf("postgres", options.superuserPassword, port, "postgres");
  try {
    await ensureOwner(superuserUrl, options.password);
  } catch (error) {
    await stop();
    return fail({ kind: "sign-in-failed", detail: error instanceof Error ? error.message : String(error) });
  }
  const url = urlOf("sealpost", options.password, port, "sealpost");
  return { ok: true, postgres: { url, superuserUrl, port, pid, exited, stop } };
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** The web never works as superuser: what an SQL injection could reach ends at our own tables. */
async function ensureOwner(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  client.on("error", () => {});
  try {
    await client.connect();
    const role = await client.query("SELECT FROM pg_roles WHERE rolname = 'sealpost'");
    const verb = role.rowCount === 0 ? "CREATE" : "ALTER";
    await client.query(`${verb} ROLE sealpost LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    const database = await client.query("SELECT FROM pg_database WHERE datname = 'sealpost'");
    if (database.rowCount === 0) await client.query("CREATE DATABASE sealpost OWNER sealpost");
  } finally {
    await client.end().catch(() => {});
  }
}
