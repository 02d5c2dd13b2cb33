import { z } from "zod";
import { takePoint } from "#lib/db/rate-limits.ts";
import { newToken, tokenHash } from "#lib/services/accounts/secrets.ts";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const inviteMemberInput = z.object({
  organization: z.string().max(80),
  email: z
    .email()
    .max(254)
    .transform((email) => email.toLowerCase()),
  role: z.enum(["admin", "member", "viewer"]),
});

export type InvitationMail = (link: string, organization: string) => { subject: string; text: string };

const perOrganization = { name: "invite", points: 50, seconds: 86_400 };
const validForDays = 7;

/**
 * Invites an address into the organization. Returns the link, to be handed over by hand where no mail is sent; a
 * new invitation of the same address replaces the older one.
 */
export async function inviteMember(
  context: Context,
  input: z.infer<typeof inviteMemberInput>,
  mail: InvitationMail,
): Promise<Result<{ link: string; mailed: boolean }, "already-member" | "rate-limited">> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const { organization, userId } = member.value;
  const { db, mailer, now } = context;
  const slowdown = await takePoint(db, perOrganization, organization.id);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const known = await db.prisma.member.count({
    where: { organizationId: organization.id, user: { email: input.email } },
  });
  if (known > 0) return fail("already-member");
  const token = newToken();
  await db.prisma.$transaction(async (transaction) => {
    await transaction.invitation.deleteMany({
      where: { organizationId: organization.id, email: input.email, acceptedAt: null },
    });
    await transaction.invitation.create({
      data: {
        tokenHash: tokenHash(token),
        organizationId: organization.id,
        email: input.email,
        role: input.role,
        invitedById: userId,
        expiresAt: new Date(now.getTime() + validForDays * 86_400_000),
      },
    });
    await audit(context, transaction, {
      action: "member.invited",
      organizationId: organization.id,
      subject: input.email,
      data: { role: input.role },
    });
  });
  const link = `${context.settings.publicUrl}/sign-up/${token}`;
  if (!mailer) return ok({ link, mailed: false });
  const sent = await mailer.send({ to: input.email, ...mail(link, organization.name) }).then(
    () => true,
    () => false,
  );
  return ok({ link, mailed: sent });
}
