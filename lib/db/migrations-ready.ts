import type { Db } from "./client.ts";

/** Whether the database answers and every recorded migration has finished. */
export async function migrationsReady(db: Db): Promise<boolean> {
  try {
    const found = await db.pool.query<{ ready: boolean }>(
      "SELECT count(*) > 0 AND bool_and(finished_at IS NOT NULL OR rolled_back_at IS NOT NULL) AS ready FROM _prisma_migrations",
    );
    return found.rows[0]?.ready ?? false;
  } catch {
    return false;
  }
}
