import { z } from "zod";
import type { MxHostEvidence, PolicyFetch } from "#lib/core/evidence.ts";
import { type Confirmation, nextConfirmation, usualDelayHours } from "#lib/core/joined/confirmation.ts";
import { type FaultStanding, visibleFault } from "#lib/core/joined/visible-fault.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import type { Domain } from "#lib/db/client.ts";
import { newestChecks } from "#lib/db/domains/newest-checks.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import { reportDelays } from "#lib/db/trend/report-delays.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { probeMxHosts } from "#lib/services/mx/probe-mx-hosts.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** A failure as reports name it; `null` for what the report left out. */
export const reportedFaultInput = z.object({
  resultType: z.string().max(200).nullable(),
  mxHost: z.string().max(300).nullable(),
});

export type ReportedFault = z.infer<typeof reportedFaultInput>;

/** One host, or the policy host, held against the reported failure. */
export type ProbedSubject =
  | { kind: "mx"; host: string; evidence: MxHostEvidence; standing: FaultStanding }
  | { kind: "policy"; fetch: PolicyFetch; addresses: PolicyFetch[]; standing: FaultStanding };

export type ProbedFault = ReportedFault & {
  /**
   * `probed`: `subjects` say what is seen now. `not-an-mx`: the host that reports name is no MX of the domain any more.
   * `off`: this installation looks at no mail server. `no-mx`: no MX host could be looked up. `not-seen`: none answered in time.
   */
  outcome: "probed" | "not-an-mx" | "off" | "no-mx" | "not-seen";
  subjects: ProbedSubject[];
  /** When a report can first show a repair made now. */
  confirmation: Confirmation;
};

const limit = { name: "probe-fault", points: 30, seconds: 600 };
const wish = { maxAgeSeconds: 60, waitMs: 70_000 };

/**
 * Looks now at what a report said of an MX host or of the policy: is the fault still there, and when can the next report
 * confirm a repair? Only hosts of the MX set are dialled, whatever name a report carries.
 */
export async function probeReportedFault(
  context: Context,
  path: DomainPath,
  fault: ReportedFault,
): Promise<Result<ProbedFault, "not-proven" | "rate-limited">> {
  const found = await requireProvenDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain } = found.value;
  const slowdown = await takePoint(context.db, limit, domain.id);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const [seen, confirmation] = await Promise.all([
    fault.resultType?.startsWith("sts-")
      ? probePolicy(context, domain.name, fault)
      : probeMx(context, domain, fault),
    confirmationOf(context, domain.id),
  ]);
  return ok({ ...fault, ...seen, confirmation });
}

type Seen = Pick<ProbedFault, "outcome" | "subjects">;

async function probePolicy(
  { net, now }: Context,
  domain: string,
  { resultType }: ReportedFault,
): Promise<Seen> {
  const { fetch, addresses, leftOut } = await net.fetchPolicyEverywhere(domain);
  const standing = visibleFault(resultType, { kind: "policy", fetch, addresses, leftOut }, now);
  return { outcome: "probed", subjects: [{ kind: "policy", fetch, addresses, standing }] };
}

async function probeMx(context: Context, { id, name }: Domain, fault: ReportedFault): Promise<Seen> {
  const [mx, checks] = await Promise.all([context.net.mx(name), newestChecks(context.db, [id])]);
  const set = probedHosts(name, mx);
  if (set.length === 0) return { outcome: "no-mx", subjects: [] };
  const named = fault.mxHost?.toLowerCase().replace(/\.$/, "") ?? null;
  const hosts = named === null ? set : set.filter((host) => host === named);
  if (hosts.length === 0) return { outcome: "not-an-mx", subjects: [] };
  const probes = await probeMxHosts(context, hosts, wish);
  if (probes.source === "off") return { outcome: "off", subjects: [] };
  if (probes.hosts.length === 0) return { outcome: "not-seen", subjects: [] };
  const known = { domain: name, mx, policy: checks.get(id)?.posture.policy ?? null, egress: probes.egress };
  const subjects = probes.hosts.map((evidence): ProbedSubject => {
    const standing = visibleFault(fault.resultType, { kind: "mx", ...known, evidence }, context.now);
    return { kind: "mx", host: evidence.host, evidence, standing };
  });
  return { outcome: "probed", subjects };
}

async function confirmationOf({ db, now }: Context, domainId: string): Promise<Confirmation> {
  const since = new Date(now.getTime() - 30 * 86_400_000);
  return nextConfirmation(now, usualDelayHours(await reportDelays(db, domainId, since)));
}
