import type { DomainEvidence } from "#lib/core/evidence.ts";
import { judgeDomain } from "#lib/core/posture/judge-domain.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import { type Domain, Prisma } from "#lib/db/client.ts";
import { newestChecks } from "#lib/db/domains/newest-checks.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import { storableJson } from "#lib/db/storable-json.ts";
import { audit } from "#lib/services/audit.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { destinationsOf } from "./destinations.ts";
import { gatherEvidence } from "./gather-evidence.ts";

const perDomain = { name: "check-domain", points: 30, seconds: 600 };

export type CheckResult = {
  checkedAt: Date;
  posture: Posture;
  /** Whether the ownership is proven now; `elsewhere`: the proof stands, but another organization proved the name first. */
  proven: boolean | "elsewhere";
};

/**
 * Checks a domain live: DNS, policy host and MX set, judged, stored, and acted upon (ownership, stage).
 * A look-up that failed changes nothing that was known.
 */
export async function checkDomain(
  context: Context,
  path: DomainPath,
): Promise<Result<CheckResult, "rate-limited">> {
  const found = await requireDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain } = found.value;
  if (context.actor.kind !== "system") {
    const slowdown = await takePoint(context.db, perDomain, domain.id);
    if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  }
  const addresses = await context.db.prisma.reportAddress.findMany({ where: { domainId: domain.id } });
  const previous = (await newestChecks(context.db, [domain.id])).get(domain.id);
  const evidence = await gatherEvidence(context.net, domain.name, context.now);
  const expected = {
    ...destinationsOf(context.settings, addresses, context.now),
    challenge: domain.challenge,
  };
  const posture = judgeDomain(evidence, expected, {
    evidence: previous?.evidence ?? null,
    stage: domain.stage,
    ...(previous ? { findings: previous.posture.findings } : {}),
  });
  const proven = await record(context, domain, evidence, posture);
  return ok({ checkedAt: context.now, posture, proven });
}

async function record(
  context: Context,
  domain: Domain,
  evidence: DomainEvidence,
  posture: Posture,
): Promise<CheckResult["proven"]> {
  const { prisma } = context.db;
  const stageChanged = posture.stage !== domain.stage || domain.stageSince === null;
  await prisma.$transaction([
    prisma.check.create({
      data: {
        domainId: domain.id,
        checkedAt: context.now,
        evidence: storableJson(evidence),
        posture: storableJson(posture),
      },
    }),
    prisma.domain.update({
      where: { id: domain.id },
      data: stageChanged ? { stage: posture.stage, stageSince: context.now } : {},
    }),
  ]);
  if (domain.verifiedAt) return true;
  return posture.ownership === "txt" || posture.ownership === "rua"
    ? prove(context, domain, posture.ownership)
    : false;
}

/** The database lets only one organization prove a name. */
async function prove(context: Context, domain: Domain, by: "txt" | "rua"): Promise<true | "elsewhere"> {
  try {
    await context.db.prisma.$transaction(async (transaction) => {
      await transaction.domain.update({
        where: { id: domain.id },
        data: { verifiedAt: context.now, verifiedBy: by },
      });
      await audit(context, transaction, {
        action: "domain.proven",
        organizationId: domain.organizationId,
        subject: domain.name,
        data: { by },
      });
    });
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return "elsewhere";
    throw error;
  }
}
