import type { Pool, PoolClient } from "pg";

/**
 * Does `work` in one transaction of a connection of its own. `begun` is under way when `work` starts, and fails with it: what
 * needs no answer may be sent along at once. COMMIT goes out only when all of `work` has succeeded.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient, begun: Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client, client.query("BEGIN"));
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection whose ROLLBACK fails is broken: it is thrown away instead of going back into the pool.
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

const maxTries = 5;

/** `inTransaction`, anew when another transaction was in the way. */
export async function inRetriedTransaction<T>(
  pool: Pool,
  work: (client: PoolClient, begun: Promise<unknown>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(pool, work);
    } catch (error) {
      if (attempt >= maxTries || !isContention(error)) throw error;
    }
  }
}

const uniqueViolation = "23505";

/** Deadlock, serialization failure, or a unique key that a concurrent transaction took between look and write. */
export function isContention(error: unknown): boolean {
  const state = sqlState(error);
  return state === uniqueViolation || state.startsWith("40");
}

/** The SQLSTATE of PostgreSQL's refusal; empty for any other error. */
export function sqlState(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
