import { audit } from "#lib/services/audit.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** Signs the user out everywhere, this browser included. */
export async function endAllSessions(context: Context): Promise<Result<null>> {
  const user = requireUser(context);
  if (!user.ok) return user;
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.user.update({ where: { id: user.value }, data: { sessionVersion: { increment: 1 } } });
    await transaction.session.deleteMany({ where: { userId: user.value } });
    await audit(context, transaction, { action: "user.sessions-ended", organizationId: null });
  });
  return ok(null);
}
