import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Net } from "#lib/net/net.ts";

/** Looks at a domain from outside, everything at once. Never rejects for what it finds: faults are evidence. */
export async function gatherEvidence(net: Net, domain: string, now: Date): Promise<DomainEvidence> {
  const [tlsRptTxt, mtaStsTxt, ownershipTxt, mx, policyFetch] = await Promise.all([
    net.txt(`_smtp._tls.${domain}`),
    net.txt(`_mta-sts.${domain}`),
    net.txt(`_sealpost.${domain}`),
    net.mx(domain),
    net.fetchPolicy(domain),
  ]);
  return { domain, checkedAt: now.toISOString(), tlsRptTxt, mtaStsTxt, ownershipTxt, mx, policyFetch };
}
