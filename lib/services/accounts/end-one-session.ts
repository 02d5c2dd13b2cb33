import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** `id` is the one that `showAccount` lists, which opens nothing. */
export const endOneSessionInput = z.object({ id: z.uuid() });

/** Signs one of the user's own browsers out, at once. */
export async function endOneSession(
  context: Context,
  input: z.infer<typeof endOneSessionInput>,
): Promise<Result<null>> {
  const user = requireUser(context);
  if (!user.ok) return user;
  return context.db.prisma.$transaction(async (transaction) => {
    const ended = await transaction.session.deleteMany({ where: { id: input.id, userId: user.value } });
    if (ended.count === 0) return fail("not-found");
    await audit(context, transaction, { action: "user.session-ended", organizationId: null });
    return ok(null);
  });
}
