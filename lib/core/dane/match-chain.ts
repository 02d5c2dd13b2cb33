import { type Finding, finding } from "../finding.ts";
import { dnsIdMatches } from "../tls/dns-id.ts";
import { strongestDigests } from "./digest-agility.ts";
import { judgeTlsaRecords, shortForm } from "./judge-records.ts";
import type { TlsaRecord } from "./record.ts";

/** One presented certificate as DANE needs it. All but names and times is lower-case hex of whole octets. */
export type DaneCertificate = {
  /** The certificate and its SubjectPublicKeyInfo, in DER, and the digests of each. */
  der: string;
  derSha256: string;
  derSha512: string;
  spki: string;
  spkiSha256: string;
  spkiSha512: string;
  /** ISO 8601. */
  notBefore: string;
  notAfter: string;
  /** DNS-IDs of the subjectAltName, as presented. */
  dnsNames: string[];
};

export type PresentedChain = {
  /** Leaf first; each is followed by the certificate whose key signed it. What does not belong to that path is left out. */
  path: DaneCertificate[];
  /** Names that the certificate may carry (RFC 7672 §3.2.2): the TLSA base domain, the MX host, the mail domain. */
  referenceNames: string[];
};

/**
 * `authenticated`: a sender delivers. `depth` 0 is the leaf. `refused`: it holds the mail back and tries another host.
 * `unauthenticated`: no record is usable, so it delivers over TLS and looks at no certificate. `undecided`: only a
 * trust anchor that stands in DNS in full is left, and proving it takes a signature check that is not done here.
 */
export type DaneMatch =
  | { kind: "authenticated"; record: TlsaRecord; depth: number; findings: Finding[] }
  | { kind: "refused"; reason: RefusalReason; findings: Finding[] }
  | { kind: "unauthenticated"; findings: Finding[] }
  | { kind: "undecided"; findings: Finding[] };

export type RefusalReason =
  | "no-match"
  | "weaker-digest-only"
  | "name"
  | "expired"
  | "not-yet-valid"
  | "no-certificate";

/**
 * Holds a secure TLSA RRset against what an MX host presents (RFC 7672 §3). Usage 3 is matched by the leaf alone, its
 * names and dates ignored (§3.1.1); usage 2 by an issuer in the path, and then names (§3.1.2) and, as in any path
 * validation (RFC 6698 §2.1.1), dates count.
 * The findings are about the match; those of the records are `judgeTlsaRecords`'. Never throws.
 */
export function matchTlsaRecords(
  records: readonly TlsaRecord[],
  chain: PresentedChain,
  now: Date,
): DaneMatch {
  const { usable } = judgeTlsaRecords(records);
  if (usable.length === 0) return { kind: "unauthenticated", findings: [] };
  const considered = strongestDigests(usable);
  const [leaf] = chain.path;
  if (leaf === undefined) return refused("no-certificate", considered);
  const pinned = considered.find((record) => record.usage === 3 && carries(leaf, record));
  if (pinned !== undefined) return authenticated(pinned, 0);
  const anchored = matchAnchor(considered, chain, leaf, now);
  if (anchored !== null) return anchored;
  const unproven = considered.find(isFullAnchor);
  if (unproven !== undefined) return undecided(unproven);
  const byWeaker = usable.some((record) => matchesAnywhere(record, chain.path));
  return refused(byWeaker ? "weaker-digest-only" : "no-match", considered);
}

/** Whether the certificate is the one that the record stands for (RFC 6698 §2.1.2 to §2.1.4). */
export function carries(certificate: DaneCertificate, { selector, matchingType, data }: TlsaRecord): boolean {
  const forms =
    selector === 0
      ? [certificate.der, certificate.derSha256, certificate.derSha512]
      : [certificate.spki, certificate.spkiSha256, certificate.spkiSha512];
  const presented = selector === 0 || selector === 1 ? forms[matchingType] : undefined;
  return presented !== undefined && presented !== "" && presented === data.toLowerCase();
}

/** `null` when no trust anchor of the records is in the path. The first that passes wins; else the first refusal stands. */
function matchAnchor(
  records: TlsaRecord[],
  { path, referenceNames }: PresentedChain,
  leaf: DaneCertificate,
  now: Date,
): DaneMatch | null {
  let refusal: DaneMatch | null = null;
  for (const record of records.filter(({ usage }) => usage === 2)) {
    // The leaf is no anchor: usage 2 names who issued it.
    const depth = path.findIndex((certificate, index) => index > 0 && carries(certificate, record));
    if (depth === -1) continue;
    const fault = pathFault(path.slice(0, depth + 1), now) ?? nameFault(leaf, referenceNames);
    if (fault === null) return authenticated(record, depth);
    refusal ??= refused(fault, [record], { names: namesOf(leaf), wanted: referenceNames.join(", ") });
  }
  return refusal;
}

/** The anchor's own dates count too: what builds on OpenSSL refuses an expired one. */
function pathFault(path: DaneCertificate[], now: Date): "expired" | "not-yet-valid" | null {
  // A date that cannot be read is no date to trust.
  if (!path.every(({ notAfter }) => now.getTime() <= Date.parse(notAfter))) return "expired";
  return path.every(({ notBefore }) => Date.parse(notBefore) <= now.getTime()) ? null : "not-yet-valid";
}

function nameFault({ dnsNames }: DaneCertificate, referenceNames: string[]): "name" | null {
  return referenceNames.some((name) => dnsNames.some((id) => dnsIdMatches(id, name))) ? null : "name";
}

function isFullAnchor({ usage, matchingType }: TlsaRecord): boolean {
  return usage === 2 && matchingType === 0;
}

function matchesAnywhere(record: TlsaRecord, path: DaneCertificate[]): boolean {
  const from = record.usage === 3 ? 0 : 1;
  const to = record.usage === 3 ? 1 : path.length;
  return path.slice(from, to).some((certificate) => carries(certificate, record));
}

function authenticated(record: TlsaRecord, depth: number): DaneMatch {
  return { kind: "authenticated", record, depth, findings: [] };
}

function undecided(record: TlsaRecord): DaneMatch {
  const data = { record: shortForm(record) };
  const found = finding("tlsa-anchor-unproven", "unknown", { clause: "RFC 7671 §5.2.3", data });
  return { kind: "undecided", findings: [found] };
}

function refused(
  reason: RefusalReason,
  records: TlsaRecord[],
  names: { names: string; wanted: string } = { names: "", wanted: "" },
): DaneMatch {
  const data = { records: records.slice(0, 4).map(shortForm).join(", "), ...names };
  return { kind: "refused", reason, findings: [refusalFinding(reason, data)] };
}

function refusalFinding(reason: RefusalReason, data: Finding["data"]): Finding {
  switch (reason) {
    case "no-certificate":
      return finding("tlsa-no-certificate", "error", { clause: "RFC 7672 §2.2", data });
    case "no-match":
      return finding("tlsa-no-match", "error", { clause: "RFC 7672 §3.2", data });
    case "weaker-digest-only":
      return finding("tlsa-weaker-digest-only", "error", { clause: "RFC 7671 §9", data });
    case "name":
      return finding("tlsa-anchor-name", "error", { clause: "RFC 7672 §3.2.2", data });
    case "expired":
      return finding("tlsa-anchor-expired", "error", { clause: "RFC 6698 §2.1.1", data });
    case "not-yet-valid":
      return finding("tlsa-anchor-not-yet-valid", "error", { clause: "RFC 6698 §2.1.1", data });
    default:
      return reason satisfies never;
  }
}

function namesOf({ dnsNames }: DaneCertificate): string {
  const text = dnsNames.slice(0, 5).join(", ");
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
