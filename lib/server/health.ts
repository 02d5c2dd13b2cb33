import { migrationsReady } from "#lib/db/migrations-ready.ts";
import { contextFor } from "./context.ts";

/** `GET /api/health`: 200 once the database answers and is migrated, else 503. */
export async function health(): Promise<{ status: 200 | 503; body: { status: "ok" | "unavailable" } }> {
  const ready = await migrationsReady(contextFor({ kind: "anonymous" }).db);
  return ready ? { status: 200, body: { status: "ok" } } : { status: 503, body: { status: "unavailable" } };
}
