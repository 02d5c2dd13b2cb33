import { z } from "zod";
import { type Invitation, Prisma, type Transaction } from "#lib/db/client.ts";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { createUser, type NewUser } from "./create-user.ts";
import { findInvitation } from "./find-invitation.ts";
import { hashPassword, passwordLength } from "./secrets.ts";

export const signUpInput = z.object({
  token: z.string().max(200),
  email: z
    .email()
    .max(254)
    .transform((email) => email.toLowerCase()),
  name: z.string().trim().max(100),
  password: z.string().min(passwordLength.min).max(passwordLength.max),
  locale: z.string().max(10).nullable(),
});

/**
 * Makes an account from an invitation or set-up link, once. An invitation's own address stands; a set-up link takes
 * the address that is typed. `invitation-invalid` covers unknown, used and expired links alike. An invitation into an
 * organization proves nothing about the address, since whoever invited has seen its link too.
 */
export async function signUp(
  context: Context,
  input: z.infer<typeof signUpInput>,
): Promise<
  Result<{ userId: string; email: string; organization: string }, "invitation-invalid" | "email-taken">
> {
  const invitation = await findInvitation(context, input.token);
  if (!invitation) return fail("invitation-invalid");
  const account = {
    email: invitation.email ?? input.email,
    name: input.name || null,
    passwordHash: await hashPassword(input.password),
    emailVerified: invitation.organizationId === null ? context.now : null,
    locale: input.locale,
  };
  try {
    return await context.db.prisma.$transaction((transaction) =>
      redeem(context, transaction, invitation, account),
    );
  } catch (error) {
    // The address is unique in the schema: of two sign-ups at once, by two links, one gets here.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return fail("email-taken");
    throw error;
  }
}

async function redeem(context: Context, transaction: Transaction, invitation: Invitation, account: NewUser) {
  const { id, organizationId, role } = invitation;
  if (await transaction.user.findUnique({ where: { email: account.email } })) return fail("email-taken");
  const claimed = await transaction.invitation.updateMany({
    where: { id, acceptedAt: null },
    data: { acceptedAt: context.now },
  });
  if (claimed.count === 0) return fail("invitation-invalid");
  const user = await createUser(transaction, account, organizationId ? { organizationId, role } : null);
  await audit(context, transaction, {
    action: "user.signed-up",
    organizationId,
    subject: user.email,
    actorId: user.id,
  });
  return ok({
    userId: user.id,
    email: user.email,
    organization: await landingSlug(transaction, user.id, organizationId),
  });
}

async function landingSlug(
  transaction: Transaction,
  userId: string,
  organizationId: string | null,
): Promise<string> {
  const member = await transaction.member.findFirstOrThrow({
    where: organizationId ? { userId, organizationId } : { userId },
    include: { organization: true },
  });
  return member.organization.slug;
}
