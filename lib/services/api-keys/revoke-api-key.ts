import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const revokeApiKeyInput = z.object({ organization: z.string().max(80), id: z.uuid() });

/** Ends a key for good, from its very next request on. Admins only. */
export async function revokeApiKey(
  context: Context,
  input: z.infer<typeof revokeApiKeyInput>,
): Promise<Result<null>> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  return context.db.prisma.$transaction(async (transaction) => {
    const where = { id: input.id, organizationId, revokedAt: null };
    const key = await transaction.apiKey.findFirst({ where });
    if (!key) return fail("not-found");
    const { count } = await transaction.apiKey.updateMany({ where, data: { revokedAt: context.now } });
    if (count === 0) return fail("not-found");
    const { prefix, name } = key;
    await audit(context, transaction, {
      action: "api-key.revoked",
      organizationId,
      subject: prefix,
      data: { name },
    });
    return ok(null);
  });
}
