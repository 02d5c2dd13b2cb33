import { z } from "zod";
import { takePoint } from "#lib/db/rate-limits.ts";
import { audit } from "#lib/services/audit.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { hashPassword, passwordLength, passwordMatches } from "./secrets.ts";

export const changePasswordInput = z.object({
  /** Empty when `needsCurrentPassword` says that it is not asked. */
  currentPassword: z.string().max(passwordLength.max),
  newPassword: z.string().min(passwordLength.min).max(passwordLength.max),
});

const attempts = { name: "change-password", points: 10, seconds: 900 };

/** How long a link that signed somebody in stands for the password that they may have lost. */
const linkMinutes = 15;

/** Whether the current password must be given; `byLinkAt` is when a link opened this session, if one did. */
export function needsCurrentPassword(
  context: Pick<Context, "now">,
  account: { hasPassword: boolean; byLinkAt: Date | null },
): boolean {
  if (!account.hasPassword) return false;
  return !account.byLinkAt || context.now.getTime() - account.byLinkAt.getTime() > linkMinutes * 60_000;
}

/** Sets a new password and ends every session; the caller starts a new one for this browser. */
export async function changePassword(
  context: Context,
  input: z.infer<typeof changePasswordInput>,
  session: { byLinkAt: Date | null },
): Promise<Result<{ userId: string }, "wrong-credentials" | "rate-limited">> {
  const actor = requireUser(context);
  if (!actor.ok) return actor;
  const { db } = context;
  const slowdown = await takePoint(db, attempts, actor.value);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: actor.value } });
  const asked = needsCurrentPassword(context, { hasPassword: user.passwordHash !== null, ...session });
  if (asked && !(await passwordMatches(input.currentPassword, user.passwordHash))) {
    return fail("wrong-credentials");
  }
  const passwordHash = await hashPassword(input.newPassword);
  await db.prisma.$transaction(async (transaction) => {
    await transaction.user.update({
      where: { id: user.id },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    await transaction.session.deleteMany({ where: { userId: user.id } });
    await audit(context, transaction, { action: "user.password-changed", organizationId: null });
  });
  return ok({ userId: user.id });
}
