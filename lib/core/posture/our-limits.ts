import type { Finding } from "../finding.ts";

/** An MX host, or one of its addresses, whose TLS we could not look at because of where we look from. */
const unseenMx = new Set([
  "mx-address-not-public",
  "mx-probes-off",
  "mx-port-25-blocked",
  "mx-ipv6-not-reached",
  "mx-hosts-not-probed",
  "mx-unreachable",
  "mx-greeting-busy",
  "mx-greeting-refused",
  "mx-greeting-timeout",
  "mx-ehlo-refused",
  "mx-smtp-timeout",
  "mx-connection-closed",
  "mx-tls-timeout",
]);

const otherLimits = new Set(["policy-address-not-reached", "tlsa-security-unknown", "tlsa-anchor-unproven"]);

/**
 * Whether a finding says what this installation could not see, and nothing about the domain. Most clouds shut port 25, and
 * many machines have no IPv6: a domain must neither fail for that nor wait for it, so such findings weigh on no part.
 * That MX hosts went unseen is told with the verdict (`mx-not-probed`), where reports alone speak for them.
 */
export function isOurLimit({ code, severity }: Pick<Finding, "code" | "severity">): boolean {
  return (severity === "unknown" || severity === "info") && (unseenMx.has(code) || otherLimits.has(code));
}

/** Whether a finding says that an address of an MX host, or several hosts, went unseen. */
export function isUnseenMx({ code }: Pick<Finding, "code">): boolean {
  return unseenMx.has(code);
}

/**
 * The MX hosts of which not one address let us see its TLS: how many, and one by name. `null`: each was seen, or none was
 * looked for. What is said of several hosts at once counts them in `hosts`; what is said of one address counts in `seen` the
 * addresses of its host that were looked into.
 */
export function unseenMxHosts(findings: readonly Finding[]): { hosts: number; host: string } | null {
  const unseen = findings.filter(isUnseenMx);
  const several = unseen.filter(({ data }) => Number(data.hosts ?? 0) > 0);
  const single = unseen.filter(({ data }) => data.seen === 0);
  const first = several[0] ?? single[0];
  if (first === undefined) return null;
  const counted = several.reduce((sum, { data }) => sum + Number(data.hosts), 0);
  return {
    hosts: counted + new Set(single.map(({ subject }) => subject)).size,
    host: String(first.data.host),
  };
}
