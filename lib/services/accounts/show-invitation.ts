import type { Role } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { findInvitation } from "./find-invitation.ts";

export type InvitationView =
  /** The first account of the installation; the address is free. */
  | { purpose: "set-up" }
  /** An account for an address that its owner confirmed by following the link. */
  | { purpose: "own"; email: string; hasAccount: boolean }
  /** Membership in an organization. */
  | { purpose: "join"; email: string; hasAccount: boolean; organization: string; role: Role };

/** What a sign-up link is for; `null` when it is unknown, used or expired. Whoever holds the link may know. */
export async function showInvitation(
  context: Pick<Context, "db" | "now">,
  token: string,
): Promise<InvitationView | null> {
  const invitation = await findInvitation(context, token);
  if (!invitation) return null;
  const { email, organization, role } = invitation;
  if (email === null) return { purpose: "set-up" };
  const hasAccount = (await context.db.prisma.user.count({ where: { email } })) > 0;
  if (!organization) return { purpose: "own", email, hasAccount };
  return { purpose: "join", email, hasAccount, organization: organization.name, role };
}
