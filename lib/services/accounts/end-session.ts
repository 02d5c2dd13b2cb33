import type { Context } from "#lib/services/context.ts";
import { tokenHash } from "./secrets.ts";

/** Signs one browser out: its cookie is worth nothing from now on. Unknown ids are no error. */
export async function endSession(context: Pick<Context, "db">, sessionId: string): Promise<void> {
  await context.db.prisma.session.deleteMany({ where: { sessionToken: tokenHash(sessionId) } });
}
