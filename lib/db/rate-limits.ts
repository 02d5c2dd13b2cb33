import { createHash } from "node:crypto";
import pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "#lib/db/client.ts";

export type RateLimit = { name: string; points: number; seconds: number };

export type Slowdown = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** Takes one point of the key; refuses when none is left. */
export async function takePoint(db: Db, limit: RateLimit, key: string): Promise<Slowdown> {
  try {
    await limiter(db, limit).consume(fitting(key));
    return { allowed: true };
  } catch (error) {
    if (error instanceof RateLimiterRes) return refused(error);
    throw error;
  }
}

/** Gives back a point that `takePoint` took for something that then turned out well. */
export async function returnPoint(db: Db, limit: RateLimit, key: string): Promise<void> {
  const rowKey = limiter(db, limit).getKey(fitting(key));
  // The library would insert a negative row where the counter has expired meanwhile.
  await db.pool.query(
    "UPDATE rate_limits SET points = points - 1 WHERE key = $1 AND points > 0 AND expire > $2",
    [rowKey, Date.now()],
  );
}

/** Gives the key all its points back. */
export async function clearPoints(db: Db, limit: RateLimit, key: string): Promise<void> {
  await limiter(db, limit).delete(fitting(key));
}

/** The column holds 255 characters, and an e-mail address alone may have 254. */
function fitting(key: string): string {
  return key.length <= 200 ? key : createHash("sha256").update(key).digest("base64url");
}

function refused(state: RateLimiterRes): Slowdown {
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) };
}

const limiters = new WeakMap<Db["pool"], Map<string, RateLimiterPostgres>>();

function limiter(db: Db, limit: RateLimit): RateLimiterPostgres {
  const known = limiters.get(db.pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db.pool, known);
  const found = known.get(limit.name);
  if (found) return found;
  const made = new RateLimiterPostgres({
    storeClient: { query: (query: pg.QueryConfig) => db.pool.query({ ...query, types: plainTypes }) },
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
  });
  known.set(limit.name, made);
  return made;
}

/** The library reckons with milliseconds as plain numbers, where our pool reads a `bigint` as one. */
const plainTypes = {
  getTypeParser: ((oid: number) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid)) as typeof pg.types.getTypeParser,
};
