import type { Role } from "#lib/db/client.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** What the frame around an organization's pages shows, to members with at least that role. */
export async function showOrganization(
  context: Context,
  slug: string,
  atLeast: Role = "viewer",
): Promise<Result<{ slug: string; name: string; role: Role; retentionDays: number }>> {
  const member = await requireMember(context, slug, atLeast);
  if (!member.ok) return member;
  const { organization, role } = member.value;
  return ok({
    slug: organization.slug,
    name: organization.name,
    role,
    retentionDays: organization.retentionDays,
  });
}
