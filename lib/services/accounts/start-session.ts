import type { Context } from "#lib/services/context.ts";
import { newToken, tokenHash } from "./secrets.ts";

export const sessionSeconds = 30 * 24 * 3600;

/** Opens a session for a user who has just proven who they are; returns the id that the signed cookie carries. */
export async function startSession(
  context: Pick<Context, "db" | "now">,
  input: { userId: string; userAgent: string | null },
): Promise<string> {
  const { db, now } = context;
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: input.userId } });
  const sessionId = newToken();
  await db.prisma.session.deleteMany({ where: { userId: user.id, expires: { lte: now } } });
  await db.prisma.session.create({
    data: {
      sessionToken: tokenHash(sessionId),
      userId: user.id,
      sessionVersion: user.sessionVersion,
      userAgent: input.userAgent?.slice(0, 300) ?? null,
      expires: new Date(now.getTime() + sessionSeconds * 1000),
      createdAt: now,
      lastSeenAt: now,
    },
  });
  return sessionId;
}
