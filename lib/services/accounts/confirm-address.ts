import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";

/**
 * Called when somebody has proven, by a link mailed to it, that a user's address is theirs. The first proof voids what
 * was set up before it (password, providers, sessions): whoever made the account may not have owned the address.
 */
export async function confirmAddress(context: Context, userId: string): Promise<void> {
  await context.db.prisma.$transaction(async (transaction) => {
    const confirmed = await transaction.user.updateMany({
      where: { id: userId, emailVerified: null },
      data: { emailVerified: context.now, passwordHash: null, sessionVersion: { increment: 1 } },
    });
    if (confirmed.count === 0) return;
    await transaction.session.deleteMany({ where: { userId } });
    await transaction.account.deleteMany({ where: { userId } });
    await audit(context, transaction, {
      action: "user.address-confirmed",
      organizationId: null,
      actorId: userId,
    });
  });
}
