import type { Domain, Organization, Role } from "#lib/db/client.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** Names a domain as addresses do: the organization's slug and the domain's A-labels. */
export type DomainPath = { organization: string; domain: string };

const rank: Record<Role, number> = { viewer: 0, member: 1, admin: 2, owner: 3 };

/** Whether `role` may do what `atLeast` may. For pages, which hide what would be refused; services refuse it themselves. */
export function roleReaches(role: Role, atLeast: Role): boolean {
  return rank[role] >= rank[atLeast];
}

/** The signed-in user's id. */
export function requireUser(context: Context): Result<string> {
  return context.actor.kind === "user" ? ok(context.actor.userId) : fail("unauthenticated");
}

/**
 * The organization, when the actor is a member of it with at least that role. Somebody else's organization is
 * `not-found`; a member whose role does not suffice gets `forbidden`.
 */
export async function requireMember(
  context: Context,
  slug: string,
  atLeast: Role,
): Promise<Result<{ organization: Organization; role: Role; userId: string | null }>> {
  const { actor, db } = context;
  if (actor.kind === "anonymous") return fail("unauthenticated");
  if (actor.kind === "system") {
    const organization = await db.prisma.organization.findUnique({ where: { slug } });
    return organization ? ok({ organization, role: "owner", userId: null }) : fail("not-found");
  }
  if (actor.kind === "key") return requireKey(context, actor, slug, atLeast);
  const member = await db.prisma.member.findFirst({
    where: { userId: actor.userId, organization: { slug } },
    include: { organization: true },
  });
  if (!member) return fail("not-found");
  if (!roleReaches(member.role, atLeast)) return fail("forbidden");
  return ok({ organization: member.organization, role: member.role, userId: actor.userId });
}

/** What needs no more than a viewer takes the scope `read`, what needs a member `write`; a key never manages. */
async function requireKey(
  { db }: Context,
  { organizationId, scopes }: Extract<Actor, { kind: "key" }>,
  slug: string,
  atLeast: Role,
): Promise<Result<{ organization: Organization; role: Role; userId: null }>> {
  const organization = await db.prisma.organization.findUnique({ where: { id: organizationId, slug } });
  if (!organization) return fail("not-found");
  const needed = ({ viewer: "read", member: "write", admin: null, owner: null } as const)[atLeast];
  if (needed === null || !scopes.includes(needed)) return fail("forbidden");
  return ok({ organization, role: scopes.includes("write") ? "member" : "viewer", userId: null });
}

/** The domain, when the actor may do in its organization what `atLeast` may. */
export async function requireDomain(
  context: Context,
  path: DomainPath,
  atLeast: Role,
): Promise<Result<{ organization: Organization; domain: Domain; role: Role; userId: string | null }>> {
  const member = await requireMember(context, path.organization, atLeast);
  if (!member.ok) return member;
  const { organization } = member.value;
  const domain = await context.db.prisma.domain.findUnique({
    where: { organizationId_name: { organizationId: organization.id, name: path.domain.toLowerCase() } },
  });
  return domain ? ok({ ...member.value, domain }) : fail("not-found");
}

/** A proven domain: what reports and checks say is shown to nobody before the ownership is proven. */
export async function requireProvenDomain(context: Context, path: DomainPath, atLeast: Role) {
  const found = await requireDomain(context, path, atLeast);
  if (!found.ok || found.value.domain.verifiedAt) return found;
  return fail("not-proven");
}
