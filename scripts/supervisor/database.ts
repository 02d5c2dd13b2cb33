import { setTimeout as pause } from "node:timers/promises";
import { type Postgres, startPostgres } from "#lib/db/embedded/start-postgres.ts";
import { migrate } from "#lib/db/migrate/migrate.ts";
import { readMigrations } from "#lib/db/migrate/read-migrations.ts";
import { type DbProblem, reachDb } from "#lib/db/reach-db.ts";
import type { Secrets } from "./secrets.ts";

export type Database = { url: string; where: string; stop: () => Promise<void> };

export type DatabaseOutcome = { ok: true; database: Database } | { ok: false; problem: string };

type BuiltIn = { dataDir: string; secrets: Secrets; say: (line: string) => void };

/** Why the server behind DATABASE_URL cannot be used; `null` when it can. */
export async function databaseUrlProblem(url: string): Promise<string | null> {
  const reached = await reachDb(url, { timeoutMilliseconds: 10_000 });
  return reached.ok ? null : `DATABASE_URL (${placeOf(url)}): ${advice(reached.problem)}`;
}

/**
 * The server behind DATABASE_URL, or the built-in one, which is started and kept running. `failed` is called when it
 * ended and does not start again.
 */
export async function openDatabase(
  databaseUrl: string | null,
  builtIn: BuiltIn,
  failed: (problem: string) => void,
): Promise<DatabaseOutcome> {
  if (databaseUrl === null) return keepPostgres(builtIn, failed);
  return { ok: true, database: { url: databaseUrl, where: placeOf(databaseUrl), stop: async () => {} } };
}

/** Brings the schema up to date. Returns the migrations that ran, or what stands in the way. */
export async function migrateDatabase(
  url: string,
): Promise<{ ok: true; applied: string[] } | { ok: false; problem: string }> {
  const outcome = await migrate(url, await readMigrations());
  if (outcome.ok) return outcome;
  return {
    ok: false,
    problem: `The database could not be brought up to date. Migration ${outcome.migration}: ${outcome.detail}`,
  };
}

/** An address without its password; a malformed one is shown by nobody. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "malformed";
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "the local socket"}${port && `:${port}`}${pathname}`;
}

function advice({ kind, detail }: DbProblem): string {
  switch (kind) {
    case "refused":
      return `nothing listens there. Is PostgreSQL running, and are host and port right? (${detail})`;
    case "host-unknown":
      return `the host name cannot be resolved (${detail})`;
    case "timed-out":
      return `no answer. Does a firewall stand between? (${detail})`;
    case "tls":
      return `TLS failed (${detail}). See sslmode and sslrootcert in the URL`;
    case "sign-in-failed":
      return `the server refuses the user or the password (${detail})`;
    case "database-missing":
      return `there is no such database: create it first (${detail})`;
    case "too-many-connections":
      return `the server has no connection left (${detail})`;
    case "starting-up":
      return `the server is starting up or shutting down: try again in a moment (${detail})`;
    case "too-old":
    case "other":
      return detail;
    default:
      return kind satisfies never;
  }
}

async function keepPostgres(builtIn: BuiltIn, failed: (problem: string) => void): Promise<DatabaseOutcome> {
  let stopping = false;
  let current: Postgres;
  const first = await start(builtIn);
  if (!first.ok) return first;
  current = first.postgres;
  const watch = async () => {
    for (;;) {
      await current.exited;
      if (stopping) return;
      builtIn.say("PostgreSQL ended by itself; starting it again");
      await pause(1000);
      const next = await start(builtIn);
      if (!next.ok) return failed(next.problem);
      // The children were given the first address.
      if (next.postgres.port !== current.port) {
        await next.postgres.stop();
        return failed(`PostgreSQL could not start again on its port ${current.port}`);
      }
      current = next.postgres;
    }
  };
  void watch();
  const stop = async () => {
    stopping = true;
    await current.stop();
  };
  return { ok: true, database: { url: current.url, where: `127.0.0.1:${current.port}/sealpost`, stop } };
}

async function start({
  dataDir,
  secrets,
}: BuiltIn): Promise<{ ok: true; postgres: Postgres } | { ok: false; problem: string }> {
  const outcome = await startPostgres({
    dataDir,
    password: secrets.postgresPassword,
    superuserPassword: secrets.postgresSuperuserPassword,
  });
  if (outcome.ok) return outcome;
  const { kind, detail } = outcome.problem;
  const hint = kind === "sign-in-failed" ? ` Was ${dataDir}/secrets replaced? Restore it from a backup.` : "";
  return { ok: false, problem: `PostgreSQL could not be started: ${detail}.${hint}` };
}
