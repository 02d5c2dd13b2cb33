import type { DomainDescription, PolicyDescription, SmtpDescription } from "../description.ts";

type PolicyParts = Exclude<PolicyDescription, string>;

/** A domain in `enforce` where everything is right: two MX hosts, both records, a policy that covers both. */
export function healthy(domain: string, parts: Partial<DomainDescription> = {}): DomainDescription {
  return {
    mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}` }],
    tlsRpt: `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`,
    mtaSts: "v=STSv1; id=20260101T000000;",
    policy: { mode: "enforce" },
    ttlSeconds: 3600,
    ...parts,
  };
}

/** Healthy and DNSSEC-signed, with a matching TLSA RRset for every MX host (RFC 7672). */
export function healthyDane(domain: string): DomainDescription {
  return healthy(domain, {
    dnssec: true,
    mx: [
      { host: `mx1.${domain}`, tlsa: "matching" },
      { host: `mx2.${domain}`, tlsa: "matching" },
    ],
  });
}

/** Healthy, with one part of the policy host changed. */
export function withPolicy(parts: PolicyParts): (domain: string) => DomainDescription {
  return (domain) => healthy(domain, { policy: { mode: "enforce", ...parts } });
}

/** Healthy, with the policy text replaced; `mx` lines for both MX hosts take the place of `{mx}`. */
export function withPolicyText(text: string): (domain: string) => DomainDescription {
  return (domain) =>
    healthy(domain, { policy: text.replace("{mx}", `mx: mx1.${domain}\nmx: mx2.${domain}`) });
}

/** Healthy, with another behaviour of the second MX host: the one a look at the first alone would miss. */
export function withSecondMx(
  smtp: SmtpDescription | SmtpDescription[],
): (domain: string) => DomainDescription {
  return (domain) => healthy(domain, { mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}`, smtp }] });
}
