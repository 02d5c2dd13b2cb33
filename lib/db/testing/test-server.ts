import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { endOrphan } from "#lib/db/embedded/end-server.ts";
import { isAlive } from "#lib/db/embedded/postmaster-pid.ts";
import { startPostgres } from "#lib/db/embedded/start-postgres.ts";
import { migrate } from "#lib/db/migrate/migrate.ts";
import { readMigrations } from "#lib/db/migrate/read-migrations.ts";

/** Where the databases of a test run live; plain data, so that it can be handed to other processes. */
export type TestServer = { url: string; superuserUrl: string };

/**
 * Starts a PostgreSQL in a temporary directory. Its database `sealpost` is migrated and serves as the template of every test database.
 */
export async function startTestServer(): Promise<TestServer & { stop: () => Promise<void> }> {
  await clearAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), prefix));
  await chmod(dataDir, 0o711);
  await writeFile(join(dataDir, ownerFile), String(process.pid));
  const [password, superuserPassword] = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")];
  const started = await startPostgres({ dataDir, password, superuserPassword, durable: false });
  if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
  const { url, superuserUrl, stop } = started.postgres;
  const migrated = await migrate(url, await readMigrations());
  if (!migrated.ok) throw new Error(`${migrated.migration}: ${migrated.detail}`);
  const stopAndRemove = async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, superuserUrl, stop: stopAndRemove };
}

/** A fresh database with every migration applied and no row in it. */
export async function cloneDatabase(
  server: TestServer,
): Promise<{ url: string; name: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(server, `CREATE DATABASE ${name} TEMPLATE sealpost OWNER sealpost STRATEGY file_copy`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const drop = () => asSuperuser(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: url.href, name, drop };
}

/** A database without a single table. */
export async function createEmptyDatabase(
  server: TestServer,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asSuperuser(server, `CREATE DATABASE ${name} OWNER sealpost`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asSuperuser(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const prefix = "sealpost-test-";
const ownerFile = "owner.pid";

async function asSuperuser(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A test run that was killed leaves its server running: the next one ends it. */
async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = join(tmpdir(), name);
    const owner = Number(await readFile(join(dataDir, ownerFile), "utf8").catch(() => "0"));
    if (owner === 0 || isAlive(owner)) continue;
    await endOrphan(join(dataDir, "postgres"));
    await rm(dataDir, { recursive: true, force: true });
  }
}
