import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { lockOrganization } from "#lib/db/organizations/lock-organization.ts";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const removeMemberInput = z.object({ organization: z.string().max(80), userId: z.uuid() });

/**
 * Takes a member out of the organization, at once. Admins remove anyone but owners; owners anyone; everyone may
 * leave; the last owner stays.
 */
export async function removeMember(
  context: Context,
  input: z.infer<typeof removeMemberInput>,
): Promise<Result<null, "last-owner">> {
  const actor = await requireMember(context, input.organization, "viewer");
  if (!actor.ok) return actor;
  const { organization, role, userId } = actor.value;
  const organizationId = organization.id;
  return context.db.prisma.$transaction(async (transaction) => {
    // Two owners who leave at once must not both count the other.
    await lockOrganization(transaction, organizationId);
    const where = { organizationId_userId: { organizationId, userId: input.userId } };
    const target = await transaction.member.findUnique({ where, include: { user: true } });
    if (!target) return fail("not-found");
    const self = input.userId === userId;
    if (!self && role !== "owner" && (role !== "admin" || target.role === "owner")) return fail("forbidden");
    if (target.role === "owner" && (await countOwners(transaction, organizationId)) === 1) {
      return fail("last-owner");
    }
    await transaction.member.delete({ where });
    await audit(context, transaction, {
      action: "member.removed",
      organizationId,
      subject: target.user.email,
    });
    return ok(null);
  });
}

function countOwners(transaction: Transaction, organizationId: string): Promise<number> {
  return transaction.member.count({ where: { organizationId, role: "owner" } });
}
