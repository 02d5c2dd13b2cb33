/**
 * Whether a certificate's DNS-ID covers a host (RFC 6125 §6.4, as RFC 8461 §4.1 and RFC 7672 §3.2.3 have it): equal
 * without regard to case, or a wildcard that is the whole left-most label and stands for exactly one. The Common Name
 * never counts. `host` is an A-label name without final dot.
 */
export function dnsIdMatches(dnsId: string, host: string): boolean {
  const id = dnsId.toLowerCase();
  const name = host.toLowerCase();
  if (!id.startsWith("*.")) return id === name;
  const dot = name.indexOf(".");
  return dot > 0 && id.length > 2 && name.slice(dot) === id.slice(1);
}
