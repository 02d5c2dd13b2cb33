import { toUnicode } from "#lib/core/domain-name.ts";
import { ownershipName, ownershipValue } from "#lib/core/publish/ownership-record.ts";
import type { Role, Stage } from "#lib/db/client.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { newestArrivals } from "#lib/db/reports/newest-arrivals.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { destinationsOf } from "#lib/services/domains/destinations.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type DomainFacts = {
  name: string;
  unicode: string;
  proven: boolean;
  provenBy: "txt" | "rua" | null;
  stage: Stage;
  stageSince: Date | null;
  addedAt: Date;
  /** `null`: none yet, or the ownership is not proven. */
  lastReportAt: Date | null;
  /** The TXT record that proves the ownership. */
  ownershipRecord: { name: string; type: "TXT"; value: string };
  /** What the TLS-RPT record names so that reports come here; `mailto: null`: this installation receives no mail. */
  reportDestinations: { https: string; mailto: string | null };
};

/** A domain, and what its owner publishes so that it is proven and reports come in. */
export async function describeDomain(
  context: Context,
  path: DomainPath,
  atLeast: Role = "viewer",
): Promise<Result<DomainFacts>> {
  const found = await requireDomain(context, path, atLeast);
  if (!found.ok) return found;
  const { domain } = found.value;
  const { db, settings, now } = context;
  const proven = domain.verifiedAt !== null;
  const [addresses, arrivals] = await Promise.all([
    db.prisma.reportAddress.findMany({ where: { domainId: domain.id } }),
    newestArrivals(db, proven ? [domain.id] : []),
  ]);
  const { httpsUri, mailtoUri } = destinationsOf(settings, addresses, now);
  return ok({
    name: domain.name,
    unicode: toUnicode(storedName(domain)),
    proven,
    provenBy: domain.verifiedBy,
    stage: domain.stage,
    stageSince: domain.stageSince,
    addedAt: domain.createdAt,
    lastReportAt: arrivals.get(domain.id) ?? null,
    ownershipRecord: {
      name: ownershipName(domain.name),
      type: "TXT",
      value: ownershipValue(domain.challenge),
    },
    reportDestinations: { https: httpsUri, mailto: mailtoUri },
  });
}
