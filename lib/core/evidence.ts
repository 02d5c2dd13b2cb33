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

/** Everything one check of a domain gathered. `policyFetch` is `null` when it was not tried. */
export type DomainEvidence = {
  domain: string;
  checkedAt: string;
  tlsRptTxt: DnsAnswer<string>;
  mtaStsTxt: DnsAnswer<string>;
  ownershipTxt: DnsAnswer<string> | null;
  mx: DnsAnswer<MxRecord>;
  policyFetch: PolicyFetch | null;
};
