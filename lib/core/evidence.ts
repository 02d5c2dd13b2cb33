import type { TlsaRecord } from "./dane/record.ts";

/**
 * What a check brings home: plain JSON-able data, gathered by `lib/net`, judged by `lib/core/posture`,
 * stored as it is. Every text in it is untrusted.
 */

export type DnsFault = "timeout" | "servfail" | "refused" | "bogus" | "malformed" | "network";

/** One question's answer. A time-out or SERVFAIL is never "absent". */
export type DnsAnswer<T> =
  | { kind: "found"; records: T[]; ttlSeconds: number; authenticated: boolean; cnames: string[] }
  | { kind: "absent"; reason: "nxdomain" | "nodata"; authenticated: boolean; cnames: string[] }
  | { kind: "unreachable"; reason: DnsFault; detail: string };

/** `exchange` is a lower-case host name without final dot; `""` is the null MX (RFC 7505). */
export type MxRecord = { preference: number; exchange: string };

/** One presented certificate; times are ISO 8601 UTC. */
export type CertificateFacts = {
  subject: string;
  issuer: string;
  /** DNS-IDs of the subjectAltName, as presented. */
  dnsNames: string[];
  notBefore: string;
  notAfter: string;
  fingerprint256: string;
  /** Hex; `null` or missing where it was not read. */
  serialNumber?: string | null;
  /** `rsa`, `ec`, `ed25519`, …, and its size in bits where that says something. */
  keyType?: string | null;
  keyBits?: number | null;
};

export type TlsFacts = {
  protocol: string | null;
  cipher: string | null;
  /** Leaf first, as presented. */
  chain: CertificateFacts[];
};

export type PolicyFetchFault =
  | "dns-absent" // the policy host has no address
  | "dns-unreachable" // the look-up failed, so nothing is known
  | "target-refused" // the address is private, loopback, …; we do not dial it
  | "connect-refused"
  | "connect-timeout"
  | "network" // any other socket error
  | "tls-handshake"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "certificate-name-mismatch"
  | "certificate-not-trusted"
  | "http-malformed"
  | "redirect" // 3xx, never followed (RFC 8461 §3.3)
  | "status" // any other status than 200
  | "timeout" // connected, but no complete answer in time
  | "too-large";

/** One GET of `https://mta-sts.<domain>/.well-known/mta-sts.txt`, RFC 8461 §3.3. Times in milliseconds. */
export type PolicyFetch = {
  host: string;
  address: string | null;
  tls: TlsFacts | null;
  timings: { dnsMs: number; connectMs: number | null; tlsMs: number | null; httpMs: number | null };
} & (
  | { kind: "fetched"; contentType: string | null; text: string }
  | {
      kind: "failed";
      fault: PolicyFetchFault;
      detail: string;
      status: number | null;
      location: string | null;
    }
);

/** One TLS connection to a web host, its certificate judged; nothing is asked by HTTP. Times in milliseconds. */
export type HttpsReach = {
  host: string;
  address: string | null;
  tls: TlsFacts | null;
  timings: { dnsMs: number; connectMs: number | null; tlsMs: number | null };
} & ({ kind: "reached" } | { kind: "failed"; fault: PolicyFetchFault; detail: string });

/** A certificate of an MX host, with what TLSA records are held against, in lower-case hex of whole octets. */
export type MxCertificate = CertificateFacts & {
  /** In DER; empty in evidence that was stored, which keeps the digests. */
  der: string;
  derSha256: string;
  derSha512: string;
  /** Its SubjectPublicKeyInfo; empty in evidence that was stored. */
  spki: string;
  spkiSha256: string;
  spkiSha512: string;
};

export type MxTls = {
  protocol: string | null;
  cipher: string | null;
  /** The path from the leaf, each followed by the certificate whose key signed it. */
  chain: MxCertificate[];
  /** Why the path leads to no public root, in OpenSSL's code; `null`: it does. Names and dates of the leaf are judged apart. */
  chainError: string | null;
};

export type MxFault =
  | "target-refused" // the address is private, loopback, …; we do not dial it
  | "connect-refused"
  | "connect-timeout"
  | "network" // any other socket error while connecting
  | "closed" // the connection ended in mid-dialogue
  | "banner-timeout"
  | "banner-refused" // greeted with 4xx or 5xx
  | "smtp-malformed"
  | "smtp-timeout" // silence after the greeting
  | "ehlo-refused"
  | "starttls-not-offered"
  | "starttls-refused"
  | "tls-handshake"
  | "tls-timeout"
  | "tls-too-old"; // nothing newer than TLS 1.1; `tls` says what it speaks

/** One SMTP dialogue with one address of an MX host, as far as STARTTLS. Times in milliseconds, `null`: not come so far. */
export type MxAddressLook = {
  address: string;
  /** First line of the greeting, code included. */
  banner: string | null;
  /** What EHLO offered, keywords in upper case with their parameters. */
  extensions: string[];
  tls: MxTls | null;
  timings: {
    connectMs: number | null;
    bannerMs: number | null;
    ehloMs: number | null;
    starttlsMs: number | null;
    tlsMs: number | null;
  };
} & (
  | { kind: "secured" }
  /** `reply`: what the server said to what failed, if anything. */
  | { kind: "failed"; fault: MxFault; detail: string; reply: string | null }
);

/** What an MX host shows to anybody: the same for every domain that names it. */
export type MxHostEvidence = {
  host: string;
  probedAt: string;
  addresses: DnsAnswer<string>;
  /** TLSA at `_25._tcp.<host>`; counts only when `authenticated` (RFC 7672 §2.2). */
  tlsa: DnsAnswer<TlsaRecord>;
  /** The name that `tlsa` is from in fact: `host`, or what a secure alias leads to (RFC 7672 §2.2.3). */
  tlsaBase?: string;
  /** One per address that was looked at. */
  looks: MxAddressLook[];
  /** Addresses beyond the cap. */
  leftOut: number;
};

export type MxProbes = {
  /** Where we look from; `off`: the operator wants no probes. */
  source: "direct" | "socks" | "off";
  /** Whether any mail server has answered us lately. While none has, port 25 may be shut on our own side. */
  egress: "open" | "unproven";
  /** In the order of the MX set. */
  hosts: MxHostEvidence[];
  /** Hosts of the MX set that this check could not look at: beyond the cap, or still under way elsewhere. */
  leftOut: string[];
};

/** What a zone's SOA record says of its state; `negativeTtlSeconds`: how long resolvers remember that a name is not there (RFC 2308 §5). */
export type ZoneState = { serial: number; negativeTtlSeconds: number };

/** What one name server of the zone answers, asked itself. `address`: the one asked; `null` when the server has none. */
export type ZoneAnswer = {
  server: string;
  /** The zone that it was asked for: with an alias there are two. */
  zone: string;
  address: string | null;
  /** Never `authenticated`: name servers do not validate. */
  answer: DnsAnswer<string>;
  /** The SOA record of that server's copy; `null` or missing when it was not given. */
  state?: ZoneState | null;
};

/** One TXT RRset as the zone's own name servers have it, to tell "not published" from "not yet visible". */
export type ZoneView = {
  name: string;
  /** `null`: its name servers could not be found. */
  zone: string | null;
  /** The name is an alias: its zone's servers agree on that, and the answers are those of the target's zone. */
  alias?: { target: string; zone: string | null } | null;
  answers: ZoneAnswer[];
  /** Name servers beyond the cap. Missing: none. */
  leftOut?: number;
};

/** Everything one check of a domain gathered. `policyFetch` is `null` when it was not tried. */
export type DomainEvidence = {
  domain: string;
  checkedAt: string;
  tlsRptTxt: DnsAnswer<string>;
  mtaStsTxt: DnsAnswer<string>;
  ownershipTxt: DnsAnswer<string> | null;
  mx: DnsAnswer<MxRecord>;
  policyFetch: PolicyFetch | null;
  /**
   * Each address of the policy host for itself, even when there is only one; empty when it has none. First those that
   * were dialled, in the order in which a sender would take them, then those refused. Missing in checks of the first release.
   */
  policyAddresses?: PolicyFetch[];
  /** Addresses of the policy host that were not looked at: beyond the cap, or no time was left. Missing: none. */
  policyAddressesLeftOut?: number;
  /** Missing when MX hosts were not looked at. */
  mxProbes?: MxProbes;
};
