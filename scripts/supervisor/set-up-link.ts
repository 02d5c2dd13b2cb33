import { createDb } from "#lib/db/client.ts";
import { settingsOf } from "#lib/server/context.ts";
import { createSetUpLink } from "#lib/services/accounts/create-set-up-link.ts";
import type { Installation } from "./installation.ts";

/** The one-time link that makes the first account; `null` once there is an account. */
export async function setUpLink({ env, databaseUrl }: Installation): Promise<string | null> {
  const db = createDb(databaseUrl, { maxConnections: 1 });
  try {
    return await createSetUpLink({ db, now: new Date(), settings: settingsOf(env) });
  } finally {
    await db.close();
  }
}
