import type { Session, User } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { tokenHash } from "./secrets.ts";

const seenEverySeconds = 300;

/**
 * The user of a session id, asked on every request: `null` once the session has ended, has expired, or the user's
 * `sessionVersion` has moved on.
 */
export async function findSession(
  context: Pick<Context, "db" | "now">,
  sessionId: string,
): Promise<(Session & { user: User }) | null> {
  const { db, now } = context;
  const session = await db.prisma.session.findUnique({
    where: { sessionToken: tokenHash(sessionId) },
    include: { user: true },
  });
  if (!session || session.expires <= now || session.sessionVersion !== session.user.sessionVersion)
    return null;
  if (now.getTime() - session.lastSeenAt.getTime() > seenEverySeconds * 1000) {
    await db.prisma.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
  }
  return session;
}
