import { createHash, randomUUIDv7 } from "node:crypto";
import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import { nextCheckAt } from "#lib/core/posture/schedule.ts";
import { evidenceFingerprint, storedEvidence } from "#lib/core/posture/stored-evidence.ts";
import { type DomainEvent, type Memory, remember } from "#lib/core/timeline/remember.ts";
import { type Domain, Prisma, type Transaction } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable-json.ts";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { maxProbedHosts } from "#lib/services/mx/probe-mx-hosts.ts";
import type { CheckResult } from "./check-result.ts";

type Done = {
  domain: Domain;
  /** The right under which the check was made. */
  claim: string;
  evidence: DomainEvidence;
  posture: Posture;
  memory: Memory | null;
};

/**
 * Keeps a check: joins the newest row when nothing changed, else makes one; writes what changed into the timeline; moves
 * stage and schedule. All or nothing. `null` when the claim has lapsed.
 */
export async function storeCheck(context: Context, done: Done): Promise<CheckResult | null> {
  const { domain, posture } = done;
  const stored = await context.db.prisma.$transaction(async (transaction) => {
    const { memory, events } = remember(done.memory, { evidence: done.evidence, posture });
    const moved = await transaction.domain.updateMany({
      where: { id: domain.id, checkClaim: done.claim },
      data: {
        ...stageOf(context, done),
        ...scheduleOf(context, done),
        memory: storableJson(memory),
        // With the result, so that a process that dies right after it leaves no claim behind.
        checkClaim: null,
        claimedUntil: null,
      },
    });
    if (moved.count === 0) return false;
    await keepLook(transaction, context, done);
    await transaction.domainEvent.createMany({ data: eventRows(context, domain, events) });
    return true;
  });
  if (!stored) return null;
  const checkedAt = context.now;
  if (domain.verifiedAt) return { checkedAt, posture, proven: true };
  const isProof = posture.ownership === "txt" || posture.ownership === "rua";
  return { checkedAt, posture, proven: isProof && (await prove(context, domain, posture.ownership)) };
}

function stageOf({ now }: Context, { domain, posture }: Done): Prisma.DomainUpdateInput {
  const changed = posture.stage !== domain.stage || domain.stageSince === null;
  return changed ? { stage: posture.stage, stageSince: now } : {};
}

/** MX hosts that were not there in time are looked at meanwhile; the next check joins them. */
const soonMs = 120_000;

function scheduleOf({ now }: Context, { evidence, posture }: Done): Prisma.DomainUpdateInput {
  const { hosts = [], leftOut = [] } = evidence.mxProbes ?? {};
  const isPartial = leftOut.length > 0 && hosts.length < maxProbedHosts;
  if (isPartial) return { nextCheckAt: new Date(now.getTime() + soonMs) };
  return { nextCheckAt: nextCheckAt(now, posture.stage, Math.random()) };
}

async function keepLook(transaction: Transaction, { now }: Context, done: Done): Promise<void> {
  const domainId = done.domain.id;
  const posture = storableJson(done.posture);
  const fingerprint = fingerprintOf(done);
  const newest = await transaction.check.findFirst({
    where: { domainId },
    orderBy: [{ checkedAt: "desc" }, { id: "desc" }],
    select: { id: true, fingerprint: true },
  });
  if (newest && Buffer.from(newest.fingerprint).equals(fingerprint)) {
    const where = { domainId_id: { domainId, id: newest.id } };
    await transaction.check.update({ where, data: { checkedAt: now, looks: { increment: 1 }, posture } });
    return;
  }
  const evidence = storableJson(storedEvidence(done.evidence));
  await transaction.check.create({
    data: { domainId, since: now, checkedAt: now, fingerprint, evidence, posture },
  });
}

/** What was seen, and what it came to: the passing of time alone can make a finding. */
function fingerprintOf({ evidence, posture }: Done): Buffer<ArrayBuffer> {
  const findings = posture.findings.map(({ code, severity, subject, span }) => [
    code,
    severity,
    subject,
    span,
  ]);
  const judged = JSON.stringify([posture.stage, posture.ownership, posture.parts, findings]);
  return Buffer.from(
    createHash("sha256")
      .update(`${evidenceFingerprint(evidence)}\n${judged}`)
      .digest(),
  );
}

/** Ids made within a millisecond have no order of their own; sorted, they keep that of the events. */
function eventRows(
  { now }: Context,
  { id: domainId }: Domain,
  events: DomainEvent[],
): Prisma.DomainEventCreateManyInput[] {
  const ids = events.map(() => randomUUIDv7()).toSorted();
  const json = (value: Prisma.InputJsonValue | null) => (value === null ? Prisma.DbNull : value);
  return events.map((event, index) => {
    const { kind, subject, before, after } = storableJson(event);
    const id = ids[index] ?? randomUUIDv7();
    return { domainId, id, at: now, kind, subject, before: json(before), after: json(after) };
  });
}

/** The database lets only one organization prove a name. */
async function prove(
  context: Context,
  domain: Domain,
  by: Posture["ownership"],
): Promise<true | "elsewhere"> {
  try {
    await context.db.prisma.$transaction(async (transaction) => {
      await transaction.domain.update({
        where: { id: domain.id },
        data: { verifiedAt: context.now, verifiedBy: by === "rua" ? "rua" : "txt" },
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
