import { findInvitation } from "#lib/services/accounts/find-invitation.ts";
import { audit } from "#lib/services/audit.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** A signed-in user joins by an invitation to their own address. An existing membership keeps its role. */
export async function acceptInvitation(
  context: Context,
  token: string,
): Promise<Result<{ organization: string }, "invitation-invalid" | "other-address">> {
  const actor = requireUser(context);
  if (!actor.ok) return actor;
  const invitation = await findInvitation(context, token);
  if (!invitation?.organization) return fail("invitation-invalid");
  const { organization, role } = invitation;
  const { prisma } = context.db;
  const user = await prisma.user.findUniqueOrThrow({ where: { id: actor.value } });
  if (invitation.email !== user.email) return fail("other-address");
  return prisma.$transaction(async (transaction) => {
    const claimed = await transaction.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null },
      data: { acceptedAt: context.now },
    });
    if (claimed.count === 0) return fail("invitation-invalid");
    await transaction.member.upsert({
      where: { organizationId_userId: { organizationId: organization.id, userId: user.id } },
      create: { organizationId: organization.id, userId: user.id, role },
      update: {},
    });
    await audit(context, transaction, {
      action: "member.joined",
      organizationId: organization.id,
      subject: user.email,
    });
    return ok({ organization: organization.slug });
  });
}
