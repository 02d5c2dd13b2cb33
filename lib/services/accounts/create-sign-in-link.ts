import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { newToken, tokenHash } from "./secrets.ts";

const validForMinutes = 15;

/**
 * A link that signs an existing user in once: the operator's way back in when a password is lost and no mail is
 * configured. Only for `system`, that is, the command line.
 */
export async function createSignInLink(
  context: Pick<Context, "actor" | "db" | "now" | "settings">,
  input: { email: string },
): Promise<Result<{ link: string; expiresAt: Date }>> {
  if (context.actor.kind !== "system") return fail("forbidden");
  const user = await context.db.prisma.user.findUnique({ where: { email: input.email.toLowerCase() } });
  if (!user) return fail("not-found");
  const token = newToken();
  const expiresAt = new Date(context.now.getTime() + validForMinutes * 60_000);
  await context.db.prisma.signInLink.create({
    data: { tokenHash: tokenHash(token), userId: user.id, expiresAt, createdAt: context.now },
  });
  return ok({ link: `${context.settings.publicUrl}/sign-in/link/${token}`, expiresAt });
}
