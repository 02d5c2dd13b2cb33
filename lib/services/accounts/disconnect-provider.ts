import { z } from "zod";
import { lockUser } from "#lib/db/users/lock-user.ts";
import { audit } from "#lib/services/audit.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const disconnectProviderInput = z.object({ provider: z.string().min(1).max(50) });

/**
 * Takes a provider's identity off the user's account; sessions that it opened stay. `offered` names the providers that
 * sign anybody in here: of an identity that no longer does, and that may be the last one, nobody is locked out.
 */
export async function disconnectProvider(
  context: Context,
  input: z.infer<typeof disconnectProviderInput>,
  offered: readonly string[],
): Promise<Result<null, "last-way-in">> {
  const user = requireUser(context);
  if (!user.ok) return user;
  const userId = user.value;
  return context.db.prisma.$transaction(async (transaction) => {
    // Two identities that go at once must not both count the other.
    await lockUser(transaction, userId);
    const { passwordHash, accounts } = await transaction.user.findUniqueOrThrow({
      where: { id: userId },
      include: { accounts: true },
    });
    const providers = accounts.map(({ provider }) => provider);
    if (!providers.includes(input.provider)) return fail("not-found");
    const account = { hasPassword: passwordHash !== null, providers };
    if (!hasOtherWayIn(context, account, input.provider, offered)) return fail("last-way-in");
    await transaction.account.deleteMany({ where: { userId, provider: input.provider } });
    await audit(context, transaction, {
      action: "user.provider-disconnected",
      organizationId: null,
      subject: input.provider,
    });
    return ok(null);
  });
}

/** Whether the user could still sign in without `provider`: by password, by a mailed link, or by another provider. */
export function hasOtherWayIn(
  context: Pick<Context, "mailer">,
  account: { hasPassword: boolean; providers: readonly string[] },
  provider: string,
  offered: readonly string[],
): boolean {
  const others = account.providers.filter((one) => one !== provider && offered.includes(one));
  return account.hasPassword || context.mailer !== null || others.length > 0 || !offered.includes(provider);
}
