import { formatTlsaRecord } from "../dane/record.ts";
import type {
  DnsAnswer,
  DomainEvidence,
  MxAddressLook,
  MxHostEvidence,
  MxTls,
  PolicyFetch,
  TlsFacts,
} from "../evidence.ts";

/**
 * Evidence as it is kept: without the certificates' own octets, which are its bulk and all public. Their digests stay, so
 * TLSA records can still be held against it, but for those that carry a certificate or key in full (matching type 0).
 */
export function storedEvidence(evidence: DomainEvidence): DomainEvidence {
  const { mxProbes } = evidence;
  if (mxProbes === undefined) return evidence;
  return { ...evidence, mxProbes: { ...mxProbes, hosts: mxProbes.hosts.map(withoutOctets) } };
}

/**
 * One text for all looks that saw the same, to be hashed or compared: what was published, served and presented, or why not.
 * Left out is what differs from look to look of an unchanged world: times, the order of records, what is left of a TTL,
 * the words of errors and greetings, ciphers; and addresses, since large hosts hand out others at every question. Of
 * these counts what was met at them, and whether they are IPv4 or IPv6.
 */
export function evidenceFingerprint(evidence: DomainEvidence): string {
  const { domain, tlsRptTxt, mtaStsTxt, ownershipTxt, mx, policyFetch, policyAddresses, mxProbes } = evidence;
  return JSON.stringify({
    domain,
    tlsRpt: [answer(tlsRptTxt, String), ttlClass(tlsRptTxt)],
    mtaSts: [answer(mtaStsTxt, String), ttlClass(mtaStsTxt)],
    ownership: ownershipTxt && answer(ownershipTxt, String),
    mx: answer(mx, ({ preference, exchange }) => `${preference} ${exchange}`),
    policy: policyFetch && policyOutcome(policyFetch),
    policyAddresses: policyAddresses && outcomes(policyAddresses.map(addressOutcome)),
    mxProbes: mxProbes && { source: mxProbes.source, hosts: outcomes(mxProbes.hosts.map(hostOutcome)) },
  });
}

/** A host as it is kept and handed out: its certificates told by their digests. */
export function withoutOctets(host: MxHostEvidence): MxHostEvidence {
  const looks = host.looks.map((look) => {
    if (look.tls === null) return look;
    const chain = look.tls.chain.map((certificate) => ({ ...certificate, der: "", spki: "" }));
    return { ...look, tls: { ...look.tls, chain } };
  });
  return { ...host, looks };
}

/** Records each once, in one order. */
function answer<T>(given: DnsAnswer<T>, show: (record: T) => string): unknown[] {
  switch (given.kind) {
    case "unreachable":
      return [given.kind, given.reason];
    case "absent":
      return [given.kind, given.reason, given.authenticated, given.cnames];
    case "found": {
      const { kind, records, authenticated, cnames } = given;
      return [kind, [...new Set(records.map(show))].sort(), authenticated, cnames];
    }
    default:
      return given satisfies never;
  }
}

/** As far as `lintTtl` judges it. */
function ttlClass(txt: DnsAnswer<string>): "zero" | "usual" | "long" {
  if (txt.kind !== "found" || (txt.ttlSeconds > 0 && txt.ttlSeconds <= 86_400)) return "usual";
  return txt.ttlSeconds === 0 ? "zero" : "long";
}

function addressOutcome(fetch: PolicyFetch): unknown[] {
  return [family(fetch.address), policyOutcome(fetch)];
}

function policyOutcome(fetch: PolicyFetch): unknown[] {
  const { host, kind, tls } = fetch;
  switch (fetch.kind) {
    case "fetched":
      return [host, kind, fetch.contentType, fetch.text, tlsOutcome(tls, null)];
    case "failed":
      return [host, kind, fetch.fault, fetch.status, fetch.location, tlsOutcome(tls, null)];
    default:
      return fetch satisfies never;
  }
}

function hostOutcome({ host, addresses, tlsa, looks, leftOut }: MxHostEvidence): unknown[] {
  const asked = [answer(addresses, family), answer(tlsa, formatTlsaRecord)];
  return [host, ...asked, outcomes(looks.map(lookOutcome)), leftOut > 0];
}

function lookOutcome(look: MxAddressLook): unknown[] {
  const { address, kind, banner, extensions, tls } = look;
  const greeting = banner?.slice(0, 3) ?? null;
  const keywords = extensions.map((extension) => extension.split(" ", 1)[0]).sort();
  const seen = [family(address), kind, greeting, keywords, tlsOutcome(tls, tls?.chainError ?? null)];
  switch (look.kind) {
    case "secured":
      return seen;
    case "failed":
      return [...seen, look.fault, look.reply?.slice(0, 3) ?? null];
    default:
      return look satisfies never;
  }
}

function tlsOutcome(tls: TlsFacts | MxTls | null, chainError: string | null): unknown[] | null {
  return tls && [tls.protocol, tls.chain.map(({ fingerprint256 }) => fingerprint256), chainError];
}

/** Each once, in one order. */
function outcomes(all: unknown[]): string[] {
  return [...new Set(all.map((one) => JSON.stringify(one)))].sort();
}

function family(address: string | null): string {
  if (address === null) return "none";
  return address.includes(":") ? "IPv6" : "IPv4";
}
