import { z } from "zod";
import type { Finding } from "#lib/core/finding.ts";
import { checkDestination } from "#lib/core/tlsrpt/destination.ts";
import { audit } from "#lib/services/audit.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const setOwnRuaInput = z.object({
  destinations: z.array(z.string().trim().min(1).max(500)).max(10),
});

/**
 * Sets the user's own report destinations, which the generated record lists after ours. `invalid` names the first one
 * that gets no reports, or would make the whole record void, the finding that says why, and its data.
 */
export async function setOwnRua(
  context: Context,
  path: DomainPath,
  input: z.infer<typeof setOwnRuaInput>,
): Promise<Result<null, "invalid">> {
  const found = await requireDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain, organization } = found.value;
  const [bad] = input.destinations.flatMap(refusal);
  if (bad) return fail("invalid", bad);
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.domain.update({
      where: { id: domain.id },
      // What the record is held against has changed, so it is looked at anew.
      data: { ownRua: [...new Set(input.destinations)], nextCheckAt: context.now },
    });
    await audit(context, transaction, {
      action: "domain.own-rua-set",
      organizationId: organization.id,
      subject: domain.name,
    });
  });
  return ok(null);
}

function refusal(uri: string): (Finding["data"] & { destination: string; finding: string })[] {
  const { destination, findings } = checkDestination(uri);
  if (destination.kind === "mailto" || destination.kind === "https") return [];
  return [{ ...findings[0]?.data, destination: uri, finding: findings[0]?.code ?? "" }];
}
