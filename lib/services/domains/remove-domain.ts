import { audit } from "#lib/services/audit.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** Removes a domain with everything it holds: reports, checks, roll-ups, quarantine. Its report address dies with it. */
export async function removeDomain(context: Context, path: DomainPath): Promise<Result<null>> {
  const found = await requireDomain(context, path, "admin");
  if (!found.ok) return found;
  const { domain, organization } = found.value;
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.domain.delete({ where: { id: domain.id } });
    await audit(context, transaction, {
      action: "domain.removed",
      organizationId: organization.id,
      subject: domain.name,
    });
  });
  return ok(null);
}
