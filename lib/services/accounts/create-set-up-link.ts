import type { Context } from "#lib/services/context.ts";
import { newToken, tokenHash } from "./secrets.ts";

const validForHours = 24;

/**
 * The link with which the first account of an installation is made; `null` once any user exists. Only the newest
 * link is valid. For the start script: the caller is the operator.
 */
export async function createSetUpLink(
  context: Pick<Context, "db" | "now" | "settings">,
): Promise<string | null> {
  const { db, now, settings } = context;
  if ((await db.prisma.user.count({ take: 1 })) > 0) return null;
  const token = newToken();
  await db.prisma.$transaction([
    db.prisma.invitation.deleteMany({ where: { organizationId: null, email: null } }),
    db.prisma.invitation.create({
      data: {
        tokenHash: tokenHash(token),
        role: "owner",
        expiresAt: new Date(now.getTime() + validForHours * 3_600_000),
      },
    }),
  ]);
  return `${settings.publicUrl}/sign-up/${token}`;
}
