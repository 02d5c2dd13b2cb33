import type { Prisma, Role } from "#lib/db/client.ts";
import type { QuarantineScope } from "#lib/db/quarantine/list-quarantined.ts";
import { requireMember, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** Whose quarantine: one domain's, or the whole organization's. */
export type QuarantinePath = { organization: string; domain?: string | undefined };

/**
 * The quarantine, for an actor who may do there what `atLeast` may. That of a domain is shown to nobody before the
 * domain is proven, no more than its reports.
 */
export async function openQuarantine(
  context: Context,
  { organization, domain }: QuarantinePath,
  atLeast: Role,
): Promise<Result<QuarantineScope & { role: Role }, "not-proven">> {
  if (domain === undefined) {
    const member = await requireMember(context, organization, atLeast);
    if (!member.ok) return member;
    return ok({ organizationId: member.value.organization.id, domainId: null, role: member.value.role });
  }
  const found = await requireProvenDomain(context, { organization, domain }, atLeast);
  if (!found.ok) return found;
  const { organization: owner, domain: one, role } = found.value;
  return ok({ organizationId: owner.id, domainId: one.id, role });
}

/** The rows of that quarantine. */
export function inQuarantine({ organizationId, domainId }: QuarantineScope): Prisma.QuarantinedWhereInput {
  return domainId === null
    ? { organizationId, OR: [{ domainId: null }, { domain: { verifiedAt: { not: null } } }] }
    : { organizationId, domainId };
}
