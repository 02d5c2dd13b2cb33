import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createApiKey } from "#lib/services/api-keys/create-api-key.ts";
import type { KeyScope } from "#lib/services/context.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { type Asking, ask } from "./ask.ts";

/** An organization with three domains and a key of each kind, and another with a domain of its own. */
export async function createApiWorld() {
  const { db, drop } = await createTestDatabase();
  const { organization } = await makeUser(db, "owner@example.com");
  const other = await makeUser(db, "other@example.org");
  await makeDomain(db, organization, "fed.example");
  await makeDomain(db, organization, "quiet.example");
  await makeDomain(db, organization, "unproven.example", { verifiedAt: null });
  await makeDomain(db, other.organization, "foreign.example");
  const both = await keyOf(db, organization, ["read", "write"]);
  return {
    db,
    drop,
    organization,
    reading: await keyOf(db, organization, ["read"]),
    feeding: await keyOf(db, organization, ["write"]),
    both,
    foreign: await keyOf(db, other.organization, ["read", "write"]),
    get: (path: string, asking: Asking = {}) => ask(db, path, { key: both, ...asking }),
    post: (path: string, body: NonNullable<Asking["body"]>, asking: Asking = {}) =>
      ask(db, path, { method: "POST", key: both, body, ...asking }),
  };
}

export type ApiWorld = Awaited<ReturnType<typeof createApiWorld>>;

export async function keyOf(
  db: Db,
  organization: string,
  scopes: KeyScope[],
  expiresAt: Date | null = null,
): Promise<string> {
  const context = testContext(db, { kind: "system" }, { now: new Date("2026-03-01T00:00:00Z") });
  const made = await createApiKey(context, { organization, name: "Gateway", scopes, expiresAt });
  if (!made.ok) throw new Error(made.code);
  return made.value.key;
}
