import { registrableDomain } from "../domain-name.ts";
import { checkDestination } from "../tlsrpt/destination.ts";

export type ReportPermission = {
  /** Where it would stand, in the zone of the destination's owner. */
  name: string;
  value: string;
  /** The destination's host. */
  host: string;
};

/**
 * The records at `<domain>._report._tls.<host>` that some checking tools look for when a destination lies in another
 * registered domain. No sender needs one: RFC 8460 §7 explains why TLS-RPT, unlike DMARC, has no such verification.
 */
export function reportPermissions(domain: string, rua: readonly string[]): ReportPermission[] {
  const home = registrableDomain(domain) ?? domain;
  const hosts = rua.flatMap((uri) => {
    const { destination } = checkDestination(uri);
    if (destination.kind === "mailto") return [destination.domain];
    return destination.kind === "https" && /[a-z]$/.test(destination.host) ? [destination.host] : [];
  });
  return [...new Set(hosts)]
    .filter((host) => (registrableDomain(host) ?? host) !== home)
    .map((host) => ({ name: `${domain}._report._tls.${host}`, value: "v=TLSRPTv1", host }));
}
