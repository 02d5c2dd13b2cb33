import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export const renameOrganizationInput = z.object({
  organization: z.string().max(80),
  name: z.string().trim().min(1).max(100),
});

/** Changes the shown name; the slug in addresses stays. */
export async function renameOrganization(
  context: Context,
  input: z.infer<typeof renameOrganizationInput>,
): Promise<Result<null>> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.organization.update({ where: { id: organizationId }, data: { name: input.name } });
    await audit(context, transaction, {
      action: "organization.renamed",
      organizationId,
      subject: input.name,
    });
  });
  return ok(null);
}
