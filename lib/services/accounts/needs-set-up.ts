import type { Context } from "#lib/services/context.ts";

/** Whether the installation is fresh: no account exists, and the set-up link makes the first. */
export async function needsSetUp(context: Pick<Context, "db">): Promise<boolean> {
  return (await context.db.prisma.user.count({ take: 1 })) === 0;
}
