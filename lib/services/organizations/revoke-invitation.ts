import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const revokeInvitationInput = z.object({ organization: z.string().max(80), id: z.uuid() });

/** Voids an open invitation of the organization. */
export async function revokeInvitation(
  context: Context,
  input: z.infer<typeof revokeInvitationInput>,
): Promise<Result<null>> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  return context.db.prisma.$transaction(async (transaction) => {
    const where = { id: input.id, organizationId, acceptedAt: null };
    const invitation = await transaction.invitation.findFirst({ where });
    if (!invitation) return fail("not-found");
    await transaction.invitation.delete({ where: { id: invitation.id } });
    await audit(context, transaction, {
      action: "member.invitation-revoked",
      organizationId,
      subject: invitation.email ?? "",
    });
    return ok(null);
  });
}
