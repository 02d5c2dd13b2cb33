import type { Context } from "#lib/services/context.ts";
import { tokenHash } from "./secrets.ts";

/** Whom a sign-in link would sign in, without spending it; `null` when unknown, spent or expired. */
export async function findSignInLink(
  context: Pick<Context, "db" | "now">,
  token: string,
): Promise<{ email: string } | null> {
  const link = await context.db.prisma.signInLink.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { user: true },
  });
  return link && link.expiresAt > context.now ? { email: link.user.email } : null;
}
