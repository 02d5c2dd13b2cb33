import { z } from "zod";
import { toUnicode } from "#lib/core/domain-name.ts";
import type { DnsAnswer, DomainEvidence, MxRecord } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import type { MtaStsPolicy, PolicyMode } from "#lib/core/mtasts/policy.ts";
import { nextPolicyId } from "#lib/core/mtasts/policy-id.ts";
import { selectMtaStsRecord } from "#lib/core/mtasts/record.ts";
import type { Ownership, Parts } from "#lib/core/posture/posture.ts";
import { type PublishItem, publishPlan } from "#lib/core/publish/publish-plan.ts";
import type { Domain, Role, Stage } from "#lib/db/client.ts";
import { newestChecks, type StoredCheck } from "#lib/db/domains/newest-checks.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type Destinations, destinationsOf, type FormerAddress } from "./destinations.ts";
import { describeChange, keptPolicy, type ModeChange, policyFor } from "./mode-change.ts";

/** `mode`: propose the policy in this mode, and the way there; left out, the policy that fits the domain's stage. */
export const showSetupInput = z.object({ mode: z.enum(["testing", "enforce", "none"]).optional() });

export type SetupView = {
  organization: { slug: string; name: string };
  role: Role;
  domain: { name: string; unicode: string; proven: boolean; provenBy: "txt" | "rua" | null; stage: Stage };
  httpsUri: string;
  mailtoUri: string | null;
  ownRua: string[];
  /** Report addresses that were replaced and still work. */
  formerAddresses: FormerAddress[];
  /** `false`: no sender can reach the https destination, since neither REPORT_URL nor an https PUBLIC_URL is set. */
  reachable: boolean;
  items: PublishItem[];
  /** The step to the mode that was asked for; `null`: none was. */
  change: ModeChange | null;
  mx: LiveMx;
  check: { checkedAt: Date; parts: Parts; ownership: Ownership; findings: Finding[] } | null;
};

/**
 * Where the domain's mail goes now. `implicit`: no MX record, so the domain itself is its only mail host (RFC 5321 §5.1);
 * `null`: it takes no mail (RFC 7505); `no-domain`: the name does not exist; `unknown`: the look-up failed.
 */
export type LiveMx =
  | { kind: "found" | "implicit"; hosts: string[] }
  | { kind: "null" | "no-domain" }
  | { kind: "unknown"; detail: string };

/** What to publish for a domain, seeded from its MX records as they are now, and what the newest check said of it. */
export async function showSetup(
  context: Context,
  path: DomainPath,
  { mode }: z.infer<typeof showSetupInput> = {},
): Promise<Result<SetupView>> {
  const found = await requireDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain, organization, role } = found.value;
  const { db, net, settings, now } = context;
  const [addresses, checks, answer] = await Promise.all([
    db.prisma.reportAddress.findMany({ where: { domainId: domain.id } }),
    newestChecks(db, [domain.id]),
    net.mx(domain.name),
  ]);
  const check = checks.get(domain.id) ?? null;
  const mx = liveMx(domain.name, answer);
  const destinations = destinationsOf(settings, addresses, now);
  const kept = mode === undefined ? null : keptPolicy(check?.posture.policy ?? null, hostsIn(mx));
  const items = planFor(domain, destinations, { mode, check, mx, kept, now });
  const text = items.find((item) => item.purpose === "policy")?.text ?? null;
  const posture = check?.posture ?? null;
  return ok({
    organization: { slug: organization.slug, name: organization.name },
    role,
    domain: {
      name: domain.name,
      unicode: toUnicode(storedName(domain)),
      proven: domain.verifiedAt !== null,
      provenBy: domain.verifiedBy,
      stage: domain.stage,
    },
    httpsUri: destinations.httpsUri,
    mailtoUri: destinations.mailtoUri,
    ownRua: domain.ownRua,
    formerAddresses: destinations.former,
    reachable: settings.reportUrl !== null,
    items,
    change: mode === undefined ? null : await describeChange(context, domain, { mode, posture, kept, text }),
    mx,
    check: check && {
      checkedAt: check.checkedAt,
      parts: check.posture.parts,
      ownership: check.posture.ownership,
      findings: check.posture.findings,
    },
  });
}

type Proposal = {
  mode: PolicyMode | undefined;
  check: StoredCheck | null;
  mx: LiveMx;
  kept: MtaStsPolicy | null;
  now: Date;
};

function planFor(
  domain: Domain,
  { httpsUri, mailtoUri }: Destinations,
  { mode, check, mx, kept, now }: Proposal,
): PublishItem[] {
  const served = check?.posture.policy ?? null;
  return publishPlan({
    domain: domain.name,
    httpsUri,
    mailtoUri,
    ownRua: domain.ownRua,
    mxHosts: hostsIn(mx) ?? [],
    ...(mode === undefined ? proposedPolicy(served) : policyFor(mode, served)),
    ...(kept ? { keep: kept } : {}),
    policyId: proposedId(domain, check?.evidence ?? null, { mode, now }),
    challenge: domain.challenge,
  });
}

/** Testing first; a domain that enforces is not talked out of it. */
function proposedPolicy(served: MtaStsPolicy | null): Pick<MtaStsPolicy, "mode" | "maxAgeSeconds"> {
  return served?.mode === "enforce" ? policyFor("enforce", served) : policyFor("testing", null);
}

/** Once a record is published, only another id makes senders fetch a changed policy (RFC 8461 §3.1). */
function proposedId(
  { policyId }: Domain,
  evidence: DomainEvidence | null,
  { mode, now }: Pick<Proposal, "mode" | "now">,
): string {
  const published =
    evidence?.mtaStsTxt.kind === "found" ? selectMtaStsRecord(evidence.mtaStsTxt.records) : null;
  if (published?.ok) return nextPolicyId(now, published.value.id);
  // What was first proposed may be in DNS although the newest check could not see it, and a change needs another.
  return mode === undefined ? policyId : nextPolicyId(now, policyId);
}

/** `null`: nobody can tell. */
function hostsIn(mx: LiveMx): string[] | null {
  switch (mx.kind) {
    case "found":
    case "implicit":
      return mx.hosts;
    case "null":
    case "no-domain":
      return [];
    case "unknown":
      return null;
    default:
      return mx satisfies never;
  }
}

function liveMx(domain: string, answer: DnsAnswer<MxRecord>): LiveMx {
  switch (answer.kind) {
    case "unreachable":
      return { kind: "unknown", detail: answer.detail };
    case "absent":
      return answer.reason === "nxdomain" ? { kind: "no-domain" } : { kind: "implicit", hosts: [domain] };
    case "found": {
      const hosts = answer.records.map(({ exchange }) => exchange).filter((host) => host !== "");
      return hosts.length > 0 ? { kind: "found", hosts } : { kind: "null" };
    }
    default:
      return answer satisfies never;
  }
}
