import { requireMember } from "#lib/services/authorize.ts";
import type { Context, KeyScope } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type ApiKeyView = {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  scopes: KeyScope[];
  createdAt: Date;
  /** Who made it; `null`: the command line, or somebody whose account is gone. */
  createdBy: string | null;
  /** To the minute; `null`: never. */
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  expired: boolean;
};

export type ApiKeysView = { organization: { slug: string; name: string }; keys: ApiKeyView[] };

const shownKeys = 200;

/** The organization's keys, newest first; a revoked one is gone, an expired one stays to be seen. Admins only. */
export async function listApiKeys(context: Context, slug: string): Promise<Result<ApiKeysView>> {
  const member = await requireMember(context, slug, "admin");
  if (!member.ok) return member;
  const { organization } = member.value;
  const keys = await context.db.prisma.apiKey.findMany({
    where: { organizationId: organization.id, revokedAt: null },
    include: { createdBy: { select: { email: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shownKeys,
  });
  return ok({
    organization: { slug: organization.slug, name: organization.name },
    keys: keys.map(({ id, name, prefix, scopes, createdAt, createdBy, lastUsedAt, expiresAt }) => ({
      id,
      name,
      prefix,
      scopes: keyScopes(scopes),
      createdAt,
      createdBy: createdBy?.email ?? null,
      lastUsedAt,
      expiresAt,
      expired: expiresAt !== null && expiresAt <= context.now,
    })),
  });
}

/** What the column holds, without what is no scope. */
export function keyScopes(stored: string[]): KeyScope[] {
  return stored.filter((scope) => scope === "read" || scope === "write");
}
