import type { TlsaRecord } from "#lib/core/dane/record.ts";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";

export type HostLookUps = {
  addresses: DnsAnswer<string>;
  tlsa: DnsAnswer<TlsaRecord>;
  /** The name below `_25._tcp` that `tlsa` is from. */
  tlsaBase: string;
};

/**
 * Addresses and TLSA records of an MX host at once. Of a securely aliased host the name at the end of the aliases comes
 * first, and the host's own counts when there is no secure RRset (RFC 7672 §2.2.2–2.2.3). Senders ask for TLSA only when
 * the addresses are secure; we ask always, since an administrator wants to hear of records that are in vain.
 */
export async function lookUpHost(
  host: string,
  resolver: Pick<Resolver, "addresses" | "query">,
  deadline: Deadline,
): Promise<HostLookUps> {
  const askTlsa = (base: string) => resolver.query(`_25._tcp.${base}`, "TLSA", deadline.remainingMs());
  const [addresses, own] = await Promise.all([
    resolver.addresses(host, deadline.remainingMs()),
    askTlsa(host),
  ]);
  const target = secureTarget(addresses);
  if (target === null) return { addresses, tlsa: own, tlsaBase: host };
  const expanded = await askTlsa(target);
  return settlesBase(expanded)
    ? { addresses, tlsa: expanded, tlsaBase: target }
    : { addresses, tlsa: own, tlsaBase: host };
}

/** Where the aliases lead, when every step of the way is secure. */
function secureTarget(addresses: DnsAnswer<string>): string | null {
  if (addresses.kind === "unreachable" || !addresses.authenticated) return null;
  return addresses.cnames.at(-1) ?? null;
}

/** A failed look-up settles it too: a sender then holds the mail back. */
function settlesBase(tlsa: DnsAnswer<TlsaRecord>): boolean {
  return tlsa.kind === "unreachable" || (tlsa.kind === "found" && tlsa.authenticated);
}
