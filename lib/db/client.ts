import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type {
  Account,
  AuditEvent,
  Check,
  DailyFailures,
  DailySessions,
  Domain,
  DomainEvent,
  FailureDetail,
  Invitation,
  Mailbox,
  MailboxAfterwards,
  MailboxAuth,
  MailboxSecurity,
  Member,
  MxHost,
  Organization,
  Ownership,
  PolicyResult,
  Quarantined,
  RateLimit,
  Report,
  ReportAddress,
  Road,
  Role,
  Session,
  SignInLink,
  Stage,
  Trust,
  User,
  VerificationToken,
} from "./generated/client.ts";
export { Prisma, type PrismaClient } from "./generated/client.ts";

/** What a `$transaction` callback gets. */
export type Transaction = Prisma.TransactionClient;

export type Db = {
  prisma: PrismaClient;
  /** For set-based SQL. `bigint` columns come as `bigint`, `date` columns as `YYYY-MM-DD`, sessions speak UTC. */
  pool: pg.Pool;
  close: () => Promise<void>;
};

/** Opens no connection yet: the first query does. `prisma` and `pool` share at most `maxConnections`. */
export function createDb(url: string, { maxConnections }: { maxConnections: number }): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: "sealpost",
    // What is asked for without waiting for the answer before goes out at once (lib/db/reports/store-reports.ts).
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word is noticed, instead of being waited for.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: utcTypes,
    onConnect: speakUtc,
  });
  // A connection that the server ends while no query runs, idle or between two queries of a transaction, is replaced;
  // without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}

// As a parameter a Date would go out in the process's own zone, and land on the wrong day in a `date` column.
pg.defaults.parseInputDatesAsUTC = true;

const { builtins } = pg.types;

/** node-postgres would turn a `date` into local midnight, and a `bigint` into text. */
const utcTypes = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format !== "binary" && oid === builtins.DATE) return (value: string) => value;
    if (format !== "binary" && oid === builtins.INT8) return (value: string) => BigInt(value);
    return pg.types.getTypeParser(oid, format);
  },
};

function speakUtc(client: pg.ClientBase): Promise<pg.QueryResult> {
  return client.query("SET TIME ZONE 'UTC'");
}
