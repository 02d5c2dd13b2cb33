import { randomUUIDv7 } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "#lib/db/embedded/start-postgres.ts";
import { migrate } from "#lib/db/migrate/migrate.ts";
import { readMigrations } from "#lib/db/migrate/read-migrations.ts";
import { type Responder, startDnsServer } from "#lib/net/testing/dns-server.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import { answerForSenders } from "./corpus/addresses.ts";
import { domainName } from "./corpus/corpus.ts";

/** A database of its own, with domains in it, and name servers that know the senders. */
export type Installation = {
  databaseUrl: string;
  organizationId: string;
  /** By number of the domain. */
  domains: { id: string; token: string }[];
  /** For the product's own processes. */
  environment: Record<string, string>;
  /** What the name servers answer for TXT from now on. */
  publish(zone: Zone): void;
  /** Empties the tables that reports go to, and has everything on disk before the next measurement. */
  clear(): Promise<void>;
  count(table: "reports" | "policy_results" | "quarantined_reports"): Promise<number>;
  stop(): Promise<void>;
};

/** So many that the one that gets most stays below what the product takes for one domain in ten minutes and in a day. */
export const domainCount = 2_000;

const secret = "0123456789abcdef0123456789abcdef";

/** PostgreSQL with its own defaults: fsync and synchronous commit are on. */
export async function startInstallation(count = domainCount): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), "sealpost-bench-"));
  await chmod(dataDir, 0o711);
  const started = await startPostgres({ dataDir, password: secret, superuserPassword: secret });
  if (!started.ok) throw new Error(`${started.problem.kind}: ${started.problem.detail}`);
  const { url, superuserUrl, stop } = started.postgres;
  const migrated = await migrate(url, await readMigrations());
  if (!migrated.ok) throw new Error(`${migrated.migration}: ${migrated.detail}`);
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  const superuser = new pg.Pool({ connectionString: superuserUrl, max: 1 });
  // A connection that the server ends as it stops is no matter.
  for (const pool of [admin, superuser]) pool.on("error", () => {});
  const { organizationId, domains } = await addDomains(admin, count);
  let published: Responder = answerFrom({});
  const names = await startDnsServer((question) =>
    question.type === "TXT" ? published(question) : answerForSenders(question),
  );
  return {
    databaseUrl: url,
    organizationId,
    domains,
    environment: environmentFor(url, names.address),
    publish: (zone) => {
      published = answerFrom(zone);
    },
    clear: async () => {
      await admin.query(`TRUNCATE ${emptied.join(", ")} CASCADE`);
      await superuser.query("CHECKPOINT");
    },
    count: async (table) => {
      const counted = await admin.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
      return Number(counted.rows[0]?.rows ?? 0);
    },
    stop: async () => {
      await names.close();
      await Promise.all([admin.end(), superuser.end()]);
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const emptied = ["reports", "quarantined_reports", "daily_sessions", "daily_failures"];

function environmentFor(databaseUrl: string, nameServer: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    ROLE: "intake",
    HOST: "127.0.0.1",
    PORT: "0",
    INTAKE_PORT: "0",
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: secret,
    PUBLIC_URL: "https://sealpost.example",
    // The driver says which address each report comes from.
    TRUSTED_PROXIES: "127.0.0.1",
    DNS_SERVERS: nameServer,
    LOG_LEVEL: "error",
  };
}

/** Proven ones, with an address for reports each, and with a check: the MX hosts of a domain are known in real life. */
async function addDomains(
  admin: pg.Pool,
  count: number,
): Promise<Pick<Installation, "organizationId" | "domains">> {
  const organizationId = randomUUIDv7();
  await admin.query("INSERT INTO organizations (id, name, slug) VALUES ($1, 'Bench', 'bench')", [
    organizationId,
  ]);
  const domains = Array.from({ length: count }, (_, number) => ({
    id: randomUUIDv7(),
    token: `bench${String(number).padStart(27, "0")}`,
  }));
  await admin.query(
    `INSERT INTO domains (id, organization_id, name, challenge, policy_id, verified_at, verified_by, next_check_at)
      SELECT d.id, $1, d.name, '0123456789abcdef0123456789abcdef', '20260101T000000', now(), 'txt', now() + interval '1 year'
      FROM unnest($2::uuid[], $3::text[]) AS d(id, name)`,
    [organizationId, domains.map(({ id }) => id), domains.map((_, number) => domainName(number))],
  );
  await admin.query(
    "INSERT INTO report_addresses (token, domain_id) SELECT * FROM unnest($1::text[], $2::uuid[])",
    [domains.map(({ token }) => token), domains.map(({ id }) => id)],
  );
  // As PostgreSQL itself does within a minute of such a change.
  await admin.query("ANALYZE organizations, domains, report_addresses");
  return { organizationId, domains };
}
