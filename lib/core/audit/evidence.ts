import type { TlsaRecord } from "../dane/record.ts";
import type { DnsAnswer, DomainEvidence, MxProbes, MxRecord } from "../evidence.ts";

/**
 * What an audit of a domain brings home, part by part: gathered by `lib/net/audit`, judged by the `judge-…` files
 * here. Every text in it is untrusted. Domains and hosts are lower-case A-labels.
 */

/** An MX host and its addresses (A and AAAA together). */
export type MxHostLook = { host: string; addresses: DnsAnswer<string> };

export type MxLook = {
  domain: string;
  mx: DnsAnswer<MxRecord>;
  hosts: MxHostLook[];
  /** Hosts beyond the few that are looked at. */
  hostsLeftOut: number;
};

/** What the look at MTA-STS gathered, with what the MX hosts show. */
export type MailEvidence = DomainEvidence & { mxProbes: MxProbes };

/** SPF as it ends for an address that no record names (RFC 7208 §2.6), so that every term has been gone through. */
export type SpfOutcome = {
  result: "pass" | "fail" | "softfail" | "neutral" | "none" | "permerror" | "temperror";
  /** The library's own words for an error, in English. */
  reason: string | null;
  /** Terms that ask DNS, and look-ups that found nothing (RFC 7208 §4.6.4). */
  lookups: { count: number; limit: number; void: number };
  usesPtr: boolean;
};

export type SpfLook = {
  domain: string;
  /** All TXT records of the domain. */
  txt: DnsAnswer<string>;
  /** `null` while the records themselves are not known. */
  outcome: SpfOutcome | null;
};

export type DkimKey =
  | { kind: "valid"; keyType: string; bits: number | null; testing: boolean; tolerated: string[] }
  /** An empty `p=`: the key is withdrawn (RFC 6376 §3.6.1). */
  | { kind: "revoked" }
  | { kind: "invalid"; fault: "short" | "not-for-mail" | "version" | "type" | "value"; detail: string };

export type DkimSelectorLook = {
  selector: string;
  /** Somebody asked for it, so its absence is told. */
  given: boolean;
  txt: DnsAnswer<string>;
  /** `null`: nothing found. */
  key: DkimKey | null;
};

export type DkimLook = {
  domain: string;
  selectors: DkimSelectorLook[];
  /** TXT at `_domainkey.<domain>`: NXDOMAIN there means that no selector exists below (RFC 8020 §2). */
  parent: DnsAnswer<string>;
  /** A selector that nobody made: what answers for it answers for every name. */
  control: DnsAnswer<string>;
};

export type DmarcPolicy = "none" | "quarantine" | "reject";

export type DmarcDiscovery =
  | {
      kind: "record";
      /** Where the record stands that applies: the domain itself, or one above it. */
      recordDomain: string;
      record: string;
      /** The tags as published, names in lower case. */
      tags: Record<string, string>;
      /** What applies to the domain (`t=y` taken in), and what is published for it, below it, and for names that do not exist. */
      policy: DmarcPolicy;
      p: DmarcPolicy;
      sp: DmarcPolicy;
      np: DmarcPolicy;
      testing: boolean;
      tagsRepeated: boolean;
      tagsInUpperCase: boolean;
    }
  /** `strict`: a record was there, and a receiver does not apply it. */
  | { kind: "none" }
  | { kind: "failed"; detail: string };

export type DmarcLook = {
  domain: string;
  txt: DnsAnswer<string>;
  discovery: DmarcDiscovery;
  /** Report destinations in other organizations, and the record that lets them be used (RFC 9990 §4). */
  externalReports: { destination: string; name: string; txt: DnsAnswer<string> }[];
};

export type DaneHostLook = MxHostLook & {
  /** Where the TLSA records were looked for. */
  tlsaName: string;
  tlsa: DnsAnswer<TlsaRecord>;
};

export type DaneLook = {
  domain: string;
  mx: DnsAnswer<MxRecord>;
  hosts: DaneHostLook[];
  /** Whether the resolver has been seen to validate. If not, an answer without AD says nothing. */
  resolverValidates: boolean;
};

/** One CAA record (RFC 8659 §4.1); `flags` 128 is the critical bit. */
export type CaaRecord = { flags: number; tag: string; value: string };

export type CaaLook = {
  domain: string;
  /** From `mta-sts.<domain>` upwards, the order in which a certification authority climbs (RFC 8659 §3). */
  climb: { name: string; caa: DnsAnswer<CaaRecord> }[];
};

export type BimiOutcome =
  | { kind: "valid"; hasAuthority: boolean }
  | { kind: "declined" }
  | { kind: "none" }
  /** The record is not looked at, because DMARC does not enforce. */
  | { kind: "dmarc-too-weak" }
  | {
      kind: "broken";
      fault: "several-records" | "location-missing" | "location-not-https" | "authority-not-https" | "other";
    }
  | { kind: "failed"; detail: string };

export type BimiLook = {
  domain: string;
  name: string;
  txt: DnsAnswer<string>;
  outcome: BimiOutcome;
};
