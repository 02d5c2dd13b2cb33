import { toUnicode } from "#lib/core/domain-name.ts";
import type { DomainEvidence, MxHostEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import type { Role, Stage } from "#lib/db/client.ts";
import { isBeingChecked } from "#lib/db/domains/check-claim.ts";
import { newestChecks } from "#lib/db/domains/newest-checks.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { newestMxLooks } from "#lib/db/mx/mx-hosts.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type CheckView = {
  domain: { name: string; unicode: string; stage: Stage };
  role: Role;
  /** The newest check; `null` before the first. */
  check: {
    id: string;
    since: Date;
    checkedAt: Date;
    /** Looks in a row that saw the same. */
    looks: number;
    evidence: DomainEvidence;
    posture: Posture;
  } | null;
  /** The MX set as the newest check saw it, each host with its last look, of whichever domain's check. */
  mxHosts: { host: string; evidence: MxHostEvidence | null }[];
  mxSource: "direct" | "socks" | "off";
  /** When the domain comes due; the past while it waits for a worker. */
  nextCheckAt: Date;
  /** Whether a check is under way now. */
  running: boolean;
};

/** All that the page of the live check shows before anybody presses the button. */
export async function showCheck(
  context: Context,
  path: DomainPath,
): Promise<Result<CheckView, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain, role } = found.value;
  const { db, net } = context;
  const [checks, running] = await Promise.all([newestChecks(db, [domain.id]), isBeingChecked(db, domain.id)]);
  const check = checks.get(domain.id) ?? null;
  const hosts = check ? probedHosts(domain.name, check.evidence.mx) : [];
  const looks = await newestMxLooks(db, hosts);
  return ok({
    domain: { name: domain.name, unicode: toUnicode(storedName(domain)), stage: domain.stage },
    role,
    check,
    mxHosts: hosts.map((host) => ({ host, evidence: looks.get(host) ?? null })),
    mxSource: net.mxSource,
    nextCheckAt: domain.nextCheckAt,
    running,
  });
}
