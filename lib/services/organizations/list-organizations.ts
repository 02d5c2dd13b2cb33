import type { Prisma, Role } from "#lib/db/client.ts";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type OwnOrganization = { slug: string; name: string; role: Role };

/** Oldest membership first; who came by an invitation joined it together with making an organization of their own. */
export const joinOrder = [
  { createdAt: "asc" },
  { role: "desc" },
] as const satisfies Prisma.MemberOrderByWithRelationInput[];

/** The organizations of the signed-in user. */
export async function listOrganizations(context: Context): Promise<Result<OwnOrganization[]>> {
  const actor = requireUser(context);
  if (!actor.ok) return actor;
  const members = await context.db.prisma.member.findMany({
    where: { userId: actor.value },
    include: { organization: true },
    orderBy: [...joinOrder],
  });
  return ok(members.map(({ organization: { slug, name }, role }) => ({ slug, name, role })));
}
