import type { Context } from "#lib/services/context.ts";
import { tokenHash } from "./secrets.ts";

/** The user whom a sign-in link signs in; the link is spent by it. `null` when unknown, spent or expired. */
export async function redeemSignInLink(
  context: Pick<Context, "db" | "now">,
  token: string,
): Promise<{ userId: string; email: string } | null> {
  const { prisma } = context.db;
  const link = await prisma.signInLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { user: true },
  });
  if (!link) return null;
  const spent = await prisma.signInLink.deleteMany({ where: { tokenHash: link.tokenHash } });
  if (spent.count === 0 || link.expiresAt <= context.now) return null;
  return { userId: link.userId, email: link.user.email };
}
