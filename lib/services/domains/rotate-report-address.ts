import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { lockDomain } from "#lib/db/domains/lock-domain.ts";
import { audit } from "#lib/services/audit.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { isLive, newReportToken } from "./destinations.ts";

/** For how long the replaced address goes on working, in days. */
export const graceChoices = [7, 30, 90] as const;
export const defaultGraceDays = 30;

export const rotateReportAddressInput = z.object({
  graceDays: z.coerce.number().pipe(z.literal(graceChoices)),
});

/** The current one, and those that it replaced. */
export const maxLiveAddresses = 3;

const dayMs = 86_400_000;

/**
 * Gives the domain a new report address. The old one works until the grace time is over, so that senders and resolvers
 * which still hold the old record lose nothing. `too-many`: as many as may be work already.
 */
export async function rotateReportAddress(
  context: Context,
  path: DomainPath,
  { graceDays }: z.infer<typeof rotateReportAddressInput>,
): Promise<Result<{ until: Date }, "too-many">> {
  const found = await requireDomain(context, path, "admin");
  if (!found.ok) return found;
  const { domain, organization } = found.value;
  const { now } = context;
  const until = new Date(now.getTime() + graceDays * dayMs);
  return context.db.prisma.$transaction(async (transaction) => {
    await lockDomain(transaction, domain.id);
    if ((await liveAddresses(transaction, domain.id, now)).length >= maxLiveAddresses)
      return fail("too-many");
    await transaction.reportAddress.updateMany({
      where: { domainId: domain.id, expiresAt: null },
      data: { expiresAt: until },
    });
    await transaction.reportAddress.create({
      data: { token: newReportToken(), domainId: domain.id, createdAt: now },
    });
    await lookAnew(transaction, domain.id, now);
    await audit(context, transaction, {
      action: "domain.report-address-rotated",
      organizationId: organization.id,
      subject: domain.name,
      data: { graceDays },
    });
    return ok({ until });
  });
}

/** Ends a replaced address at once. The current one cannot be ended: `not-found`, like one that has ended already. */
export async function revokeReportAddress(
  context: Context,
  path: DomainPath,
  { token }: { token: string },
): Promise<Result<null>> {
  const found = await requireDomain(context, path, "admin");
  if (!found.ok) return found;
  const { domain, organization } = found.value;
  const { now } = context;
  return context.db.prisma.$transaction(async (transaction) => {
    const ended = await transaction.reportAddress.updateMany({
      where: { token, domainId: domain.id, expiresAt: { gt: now } },
      data: { expiresAt: now },
    });
    if (ended.count === 0) return fail("not-found");
    await lookAnew(transaction, domain.id, now);
    await audit(context, transaction, {
      action: "domain.report-address-revoked",
      organizationId: organization.id,
      subject: domain.name,
    });
    return ok(null);
  });
}

async function liveAddresses(transaction: Transaction, domainId: string, now: Date) {
  const addresses = await transaction.reportAddress.findMany({ where: { domainId } });
  return addresses.filter((address) => isLive(address, now));
}

/** What the record is held against has changed. */
async function lookAnew(transaction: Transaction, domainId: string, now: Date): Promise<void> {
  await transaction.domain.update({ where: { id: domainId }, data: { nextCheckAt: now } });
}
