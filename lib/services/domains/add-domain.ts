import { randomBytes } from "node:crypto";
import { z } from "zod";
import { parseDomainName } from "#lib/core/domain-name.ts";
import { nextPolicyId } from "#lib/core/mtasts/policy-id.ts";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { newReportToken } from "./destinations.ts";

export const addDomainInput = z.object({
  organization: z.string().max(80),
  name: z.string().max(1000),
});

const maxDomains = 10_000;

/**
 * Starts to monitor a domain for the organization: makes its ownership challenge and its report address. `invalid-name`
 * carries the fault and a suggestion (`""`: none); `already-added` the stored name.
 */
export async function addDomain(
  context: Context,
  input: z.infer<typeof addDomainInput>,
): Promise<Result<{ name: string }, "invalid-name" | "already-added" | "too-many">> {
  const member = await requireMember(context, input.organization, "member");
  if (!member.ok) return member;
  const name = parseDomainName(input.name);
  if (!name.ok) return fail("invalid-name", { fault: name.code, suggestion: name.suggestion ?? "" });
  const organizationId = member.value.organization.id;
  const { prisma } = context.db;
  if ((await prisma.domain.count({ where: { organizationId } })) >= maxDomains) return fail("too-many");
  return prisma.$transaction(async (transaction) => {
    const created = await transaction.domain.createMany({
      data: {
        organizationId,
        name: name.value,
        challenge: randomBytes(16).toString("hex"),
        policyId: nextPolicyId(context.now, null),
        createdAt: context.now,
      },
      skipDuplicates: true,
    });
    if (created.count === 0) return fail("already-added", { name: name.value });
    const domain = await transaction.domain.findUniqueOrThrow({
      where: { organizationId_name: { organizationId, name: name.value } },
    });
    await transaction.reportAddress.create({
      data: { token: newReportToken(), domainId: domain.id, createdAt: context.now },
    });
    await audit(context, transaction, { action: "domain.added", organizationId, subject: name.value });
    return ok({ name: name.value });
  });
}
