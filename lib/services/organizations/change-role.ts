import { z } from "zod";
import type { Role, Transaction } from "#lib/db/client.ts";
import { lockOrganization } from "#lib/db/organizations/lock-organization.ts";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const changeRoleInput = z.object({
  organization: z.string().max(80),
  userId: z.uuid(),
  role: z.enum(["owner", "admin", "member", "viewer"]),
});

/**
 * Gives a member another role, at once. Owners give anyone any role; admins anyone but owners, and none of an owner;
 * everyone may thus lower themselves who may give roles at all, but the last owner stays one.
 */
export async function changeRole(
  context: Context,
  input: z.infer<typeof changeRoleInput>,
): Promise<Result<null, "last-owner">> {
  const actor = await requireMember(context, input.organization, "admin");
  if (!actor.ok) return actor;
  const organizationId = actor.value.organization.id;
  return context.db.prisma.$transaction(async (transaction) => {
    // Two owners who step down at once must not both count the other.
    await lockOrganization(transaction, organizationId);
    const where = { organizationId_userId: { organizationId, userId: input.userId } };
    const target = await transaction.member.findUnique({ where, include: { user: true } });
    if (!target) return fail("not-found");
    if (!mayGive(actor.value.role, target.role, input.role)) return fail("forbidden");
    if (target.role === input.role) return ok(null);
    if (target.role === "owner" && (await countOwners(transaction, organizationId)) === 1) {
      return fail("last-owner");
    }
    await transaction.member.update({ where, data: { role: input.role } });
    await audit(context, transaction, {
      action: "member.role-changed",
      organizationId,
      subject: target.user.email,
      data: { from: target.role, to: input.role },
    });
    return ok(null);
  });
}

/** Whether `by` may turn a member who is `from` into a `to`. For pages too, which offer only what would be done. */
export function mayGive(by: Role, from: Role, to: Role): boolean {
  return by === "owner" || (by === "admin" && from !== "owner" && to !== "owner");
}

function countOwners(transaction: Transaction, organizationId: string): Promise<number> {
  return transaction.member.count({ where: { organizationId, role: "owner" } });
}
