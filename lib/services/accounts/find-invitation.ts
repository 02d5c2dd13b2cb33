import type { Invitation, Organization } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { tokenHash } from "./secrets.ts";

/**
 * The open invitation of a link; `null` when unknown, used or expired. A set-up link is void as soon as a user exists.
 */
export async function findInvitation(
  context: Pick<Context, "db" | "now">,
  token: string,
): Promise<(Invitation & { organization: Organization | null }) | null> {
  const invitation = await context.db.prisma.invitation.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { organization: true },
  });
  if (!invitation || invitation.acceptedAt || invitation.expiresAt <= context.now) return null;
  const isSetUp = invitation.organizationId === null && invitation.email === null;
  if (isSetUp && (await context.db.prisma.user.count({ take: 1 })) > 0) return null;
  return invitation;
}
