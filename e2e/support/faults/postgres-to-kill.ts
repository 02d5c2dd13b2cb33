import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Postgres, startPostgres } from "#lib/db/embedded/start-postgres.ts";
import { migrate } from "#lib/db/migrate/migrate.ts";
import { readMigrations } from "#lib/db/migrate/read-migrations.ts";

export type PostgresToKill = {
  /** The same after every restart. */
  url: string;
  /** Ends it in the middle of whatever it does, as a crash would, and starts it again. */
  crash(): Promise<void>;
  remove(): Promise<void>;
};

/** A PostgreSQL of its own, migrated, as durable as an operator's. */
export async function startPostgresToKill(): Promise<PostgresToKill> {
  // The name and the file let a later run end it when this one is killed, see `lib/db/testing/test-server.ts`.
  const dataDir = await mkdtemp(join(tmpdir(), "sealpost-test-"));
  await chmod(dataDir, 0o711);
  await writeFile(join(dataDir, "owner.pid"), String(process.pid));
  const [password, superuserPassword] = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")];
  const start = () => startOrThrow({ dataDir, password, superuserPassword });
  let running = await start();
  const migrated = await migrate(running.url, await readMigrations());
  if (!migrated.ok) throw new Error(`${migrated.migration}: ${migrated.detail}`);
  return {
    url: running.url,
    async crash() {
      process.kill(running.pid, "SIGQUIT"); // immediate shutdown: nothing is written, nobody is asked
      await running.exited;
      running = await start();
    },
    async remove() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startOrThrow(options: Parameters<typeof startPostgres>[0]): Promise<Postgres> {
  const started = await startPostgres(options);
  if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
  return started.postgres;
}
