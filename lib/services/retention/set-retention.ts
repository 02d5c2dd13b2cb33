import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** As a check constraint holds it. */
export const retentionDays = { min: 30, max: 7300 };

export const setRetentionInput = z.object({
  organization: z.string().max(80),
  days: z.number().int().min(retentionDays.min).max(retentionDays.max),
});

/**
 * Says for how many days reports are kept with their bytes and details. What is older goes with the next daily
 * clean-up; charts and totals stay.
 */
export async function setRetention(
  context: Context,
  input: z.infer<typeof setRetentionInput>,
): Promise<Result<{ days: number }>> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const { id: organizationId, slug, retentionDays: before } = member.value.organization;
  const { days } = input;
  if (days === before) return ok({ days });
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.organization.update({
      where: { id: organizationId },
      data: { retentionDays: days },
    });
    await audit(context, transaction, {
      action: "organization.retention-set",
      organizationId,
      subject: slug,
      data: { before, days },
    });
  });
  return ok({ days });
}
