import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { apiKeyHash, apiKeyPrefix, newApiKey } from "./key-secret.ts";

export const createApiKeyInput = z.object({
  organization: z.string().max(80),
  /** Says which program holds the key; it stands beside the reports that the key uploads. */
  name: z.string().trim().min(1).max(80),
  scopes: z
    .array(z.enum(["read", "write"]))
    .min(1)
    .transform((scopes) => [...new Set(scopes)].toSorted()),
  /** `null`: until it is revoked. */
  expiresAt: z.date().nullable(),
});

/** `key` is shown this once: the database holds its hash alone. */
export type CreatedApiKey = { id: string; key: string; prefix: string };

const maxKeys = 100;

/** Makes a key that lets a program act for the organization over the REST API. Admins only. */
export async function createApiKey(
  context: Context,
  input: z.infer<typeof createApiKeyInput>,
): Promise<Result<CreatedApiKey, "too-many" | "already-over">> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const { organization, userId } = member.value;
  const { db, now } = context;
  if (input.expiresAt !== null && input.expiresAt <= now) return fail("already-over");
  const usable = {
    organizationId: organization.id,
    revokedAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
  };
  if ((await db.prisma.apiKey.count({ where: usable })) >= maxKeys) return fail("too-many");
  const key = newApiKey();
  const prefix = apiKeyPrefix(key);
  return db.prisma.$transaction(async (transaction) => {
    const { id } = await transaction.apiKey.create({
      data: {
        organizationId: organization.id,
        name: input.name,
        keyHash: apiKeyHash(key),
        prefix,
        scopes: input.scopes,
        createdById: userId,
        createdAt: now,
        expiresAt: input.expiresAt,
      },
    });
    const data = { name: input.name, scopes: input.scopes.join(" ") };
    await audit(context, transaction, {
      action: "api-key.created",
      organizationId: organization.id,
      subject: prefix,
      data,
    });
    return ok({ id, key, prefix });
  });
}
