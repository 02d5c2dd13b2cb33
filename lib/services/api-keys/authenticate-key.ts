import { takePoint } from "#lib/db/rate-limits.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { apiKeyHash } from "./key-secret.ts";
import { keyScopes } from "./list-api-keys.ts";

export type KeyHolder = {
  actor: Extract<Actor, { kind: "key" }>;
  /** Slug of the one organization that the key acts for. */
  organization: string;
};

/** Requests of one key, whatever they ask for. */
export const requestsPerKey = { name: "api-key", points: 600, seconds: 60 };

const usedEverySeconds = 60;

/**
 * Who holds the key. Whatever is presented costs the same: one hash and one look into a unique index. An unknown key, a
 * revoked one and one whose time is over answer alike.
 */
export async function authenticateKey(
  context: Pick<Context, "db" | "now">,
  presented: string,
): Promise<Result<KeyHolder, "rate-limited">> {
  const { db, now } = context;
  const key = await db.prisma.apiKey.findUnique({
    where: { keyHash: apiKeyHash(presented) },
    include: { organization: { select: { slug: true } } },
  });
  if (!key || key.revokedAt !== null) return fail("unauthenticated");
  if (key.expiresAt !== null && key.expiresAt <= now) return fail("unauthenticated");
  const slowdown = await takePoint(db, requestsPerKey, key.id);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  await noteUse(context, key);
  const { id: keyId, name, organizationId } = key;
  const actor = { kind: "key" as const, keyId, name, organizationId, scopes: keyScopes(key.scopes) };
  return ok({ actor, organization: key.organization.slug });
}

/** At most once a minute, so that a busy key is not one busy row. */
async function noteUse(
  { db, now }: Pick<Context, "db" | "now">,
  { id, lastUsedAt }: { id: string; lastUsedAt: Date | null },
): Promise<void> {
  const stale = new Date(now.getTime() - usedEverySeconds * 1000);
  if (lastUsedAt !== null && lastUsedAt > stale) return;
  await db.prisma.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: stale } }] },
    data: { lastUsedAt: now },
  });
}
