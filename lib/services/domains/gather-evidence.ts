import type { DnsAnswer, DomainEvidence, MxHostEvidence, MxRecord, PolicyFetch } from "#lib/core/evidence.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import type { Context } from "#lib/services/context.ts";
import { type ProbeWish, probeMxHosts } from "#lib/services/mx/probe-mx-hosts.ts";

/** A part of a check that has just come home. */
export type CheckStep =
  | { step: "tlsRpt" | "mtaSts" | "ownership"; answer: DnsAnswer<string> }
  /** `hosts`: those that are looked at next. */
  | { step: "mx"; answer: DnsAnswer<MxRecord>; hosts: string[] }
  | { step: "policy"; fetch: PolicyFetch; addresses: PolicyFetch[]; leftOut: number }
  | { step: "mxHost"; evidence: MxHostEvidence };

export type GatherWish = Omit<ProbeWish, "onHost"> & { onStep?: (step: CheckStep) => void };

/** Looks at a domain from outside, everything at once. Never rejects for what it finds: faults are evidence. */
export async function gatherEvidence(
  context: Pick<Context, "db" | "net" | "now">,
  domain: string,
  wish: GatherWish,
): Promise<DomainEvidence> {
  const { net, now } = context;
  const txt = async (step: "tlsRpt" | "mtaSts" | "ownership", name: string) => {
    const answer = await net.txt(name);
    wish.onStep?.({ step, answer });
    return answer;
  };
  const [tlsRptTxt, mtaStsTxt, ownershipTxt, mail, policy] = await Promise.all([
    txt("tlsRpt", `_smtp._tls.${domain}`),
    txt("mtaSts", `_mta-sts.${domain}`),
    txt("ownership", `_sealpost.${domain}`),
    lookAtMx(context, domain, wish),
    lookAtPolicy(context, domain, wish),
  ]);
  return {
    domain,
    checkedAt: now.toISOString(),
    tlsRptTxt,
    mtaStsTxt,
    ownershipTxt,
    ...mail,
    policyFetch: policy.fetch,
    policyAddresses: policy.addresses,
    policyAddressesLeftOut: policy.leftOut,
  };
}

async function lookAtMx(
  context: Pick<Context, "db" | "net">,
  domain: string,
  { onStep, ...wish }: GatherWish,
): Promise<Pick<DomainEvidence, "mx" | "mxProbes">> {
  const mx = await context.net.mx(domain);
  const hosts = probedHosts(domain, mx);
  onStep?.({ step: "mx", answer: mx, hosts });
  const mxProbes = await probeMxHosts(context, hosts, {
    ...wish,
    onHost: (evidence) => onStep?.({ step: "mxHost", evidence }),
  });
  return { mx, mxProbes };
}

async function lookAtPolicy({ net }: Pick<Context, "net">, domain: string, { onStep }: GatherWish) {
  const policy = await net.fetchPolicyEverywhere(domain);
  onStep?.({ step: "policy", ...policy });
  return policy;
}
