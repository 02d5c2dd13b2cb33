import { inject } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { cloneDatabase } from "./test-server.ts";

/**
 * A migrated, empty database for one test file, in Vitest's `database` project:
 *
 *     const { db, drop } = await createTestDatabase();
 *     afterAll(drop);
 */
export async function createTestDatabase(): Promise<{ url: string; db: Db; drop: () => Promise<void> }> {
  const clone = await cloneDatabase(inject("testServer"));
  const db = createDb(clone.url, { maxConnections: 8 });
  const drop = async () => {
    await db.close();
    await clone.drop();
  };
  return { url: clone.url, db, drop };
}
