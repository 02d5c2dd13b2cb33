import type { Role } from "#lib/db/client.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type MembersView = {
  organization: { slug: string; name: string };
  /** The asking user's role. */
  role: Role;
  members: { userId: string; email: string; name: string | null; role: Role; since: Date; self: boolean }[];
  invitations: { id: string; email: string; role: Role; expiresAt: Date }[];
};

/** The people of an organization, and the invitations still open. */
export async function listMembers(context: Context, slug: string): Promise<Result<MembersView>> {
  const member = await requireMember(context, slug, "viewer");
  if (!member.ok) return member;
  const { organization, role, userId } = member.value;
  const where = { organizationId: organization.id };
  const members = await context.db.prisma.member.findMany({
    where,
    include: { user: true },
    orderBy: { createdAt: "asc" },
  });
  const invitations = await context.db.prisma.invitation.findMany({
    where: { ...where, acceptedAt: null, expiresAt: { gt: context.now } },
    orderBy: { createdAt: "desc" },
  });
  return ok({
    organization: { slug: organization.slug, name: organization.name },
    role,
    members: members.map((m) => ({
      userId: m.userId,
      email: m.user.email,
      name: m.user.name,
      role: m.role,
      since: m.createdAt,
      self: m.userId === userId,
    })),
    invitations: invitations.map((i) => ({
      id: i.id,
      email: i.email ?? "",
      role: i.role,
      expiresAt: i.expiresAt,
    })),
  });
}
