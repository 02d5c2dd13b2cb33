import { randomUUID } from "node:crypto";
import { judgeDomain } from "#lib/core/posture/judge-domain.ts";
import type { Expected } from "#lib/core/posture/posture.ts";
import type { Memory } from "#lib/core/timeline/remember.ts";
import type { Domain } from "#lib/db/client.ts";
import { claimCheck, claimSeconds, releaseCheck, renewCheck } from "#lib/db/domains/check-claim.ts";
import { newestChecks } from "#lib/db/domains/newest-checks.ts";
import type { Context } from "#lib/services/context.ts";
import type { CheckResult } from "./check-result.ts";
import { destinationsOf } from "./destinations.ts";
import { type GatherWish, gatherEvidence } from "./gather-evidence.ts";
import { storeCheck } from "./store-check.ts";

/**
 * Checks a domain as the only one who does so at this time: gather, judge, store. `null` when somebody else is at it, or
 * took over because our claim had lapsed; with `onlyIfDue` also when it was checked meanwhile. The caller authorises.
 */
export async function checkUnderClaim(
  context: Context,
  domainId: string,
  { onlyIfDue = false, ...wish }: GatherWish & { onlyIfDue?: boolean },
): Promise<CheckResult | null> {
  const { db } = context;
  const claim = randomUUID();
  if (!(await claimCheck(db, domainId, claim))) return null;
  const renewal = setInterval(
    () => void renewCheck(db, domainId, claim).catch(() => undefined),
    (claimSeconds * 1_000) / 3,
  );
  try {
    // Read under the claim: another check may have changed it since.
    const domain = await db.prisma.domain.findUniqueOrThrow({ where: { id: domainId } });
    if (onlyIfDue && domain.nextCheckAt > context.now) return null;
    return await check(context, domain, claim, wish);
  } finally {
    clearInterval(renewal);
    await releaseCheck(db, domainId, claim);
  }
}

async function check(
  context: Context,
  domain: Domain,
  claim: string,
  wish: GatherWish,
): Promise<CheckResult | null> {
  const previous = (await newestChecks(context.db, [domain.id])).get(domain.id);
  const evidence = await gatherEvidence(context, domain.name, wish);
  const memory = domain.memory as Memory | null;
  const posture = judgeDomain(evidence, await expectedOf(context, domain), {
    evidence: previous?.evidence ?? null,
    stage: domain.stage,
    ...(previous ? { findings: previous.posture.findings } : {}),
    ...(memory ? { version: memory.policyVersion } : {}),
  });
  return storeCheck(context, { domain, claim, evidence, posture, memory });
}

async function expectedOf(context: Context, domain: Domain): Promise<Expected> {
  const addresses = await context.db.prisma.reportAddress.findMany({ where: { domainId: domain.id } });
  return { ...destinationsOf(context.settings, addresses, context.now), challenge: domain.challenge };
}
