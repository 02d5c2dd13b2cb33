import { judgeTlsaRecords } from "../dane/judge-records.ts";
import { matchTlsaRecords } from "../dane/match-chain.ts";
import type { TlsaRecord } from "../dane/record.ts";
import type { DnsAnswer, DomainEvidence, MxHostEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { excerpt, lookupFailed } from "./part.ts";

type MailDomain = Pick<DomainEvidence, "domain" | "checkedAt" | "mx">;

/** `applies`: senders that go by DANE ask this host for TLS, and for nothing less (RFC 7672 §2.2). */
export type MxDane = { applies: boolean; findings: Finding[] };

const without: MxDane = { applies: false, findings: [] };

/**
 * DANE for one MX host: its TLSA records, and whether the certificate of each address is the one they stand for. A fault
 * here is an error whatever the policy says: DANE senders hold the mail today, and MTA-STS overrides nothing of it
 * (RFC 8461 §2). Unsigned MX records change nothing about that, since senders may go by DANE all the same, and the common
 * ones do (RFC 7672 §2.2.1). Without secure addresses they do not ask for TLSA at all (§2.2.2).
 */
export function judgeMxDane(host: MxHostEvidence, domain: MailDomain): MxDane {
  const { addresses, tlsa } = host;
  if (addresses.kind !== "found" || !addresses.authenticated) return without;
  switch (tlsa.kind) {
    case "absent":
      return without;
    case "unreachable":
      return { applies: false, findings: [tlsaLookUpFailed(host.host, tlsa)] };
    case "found":
      return tlsa.authenticated ? judgeSecure(host, tlsa.records, domain) : without;
    default:
      return tlsa satisfies never;
  }
}

/** What holds for the hosts together: records that nobody believes, and MX records that anybody could have forged. */
export function judgeDaneZones(evidence: DomainEvidence, hosts: MxHostEvidence[]): Finding[] {
  const { domain, mx } = evidence;
  const insecure = hosts.filter((host) => host.tlsa.kind === "found" && !isSecure(host));
  const hasUnsignedMx = mx.kind === "found" && !mx.authenticated && hosts.some(isSecure);
  const unsignedMx = { clause: "RFC 7672 §2.2.1", subject: domain, data: { domain } };
  return [
    ...(hasUnsignedMx ? [finding("dane-mx-not-signed", "info", unsignedMx)] : []),
    ...(isValidating(evidence, hosts) ? insecure.map(notSigned) : untellable(domain, insecure)),
  ];
}

function judgeSecure(host: MxHostEvidence, records: TlsaRecord[], domain: MailDomain): MxDane {
  const about =
    records.length === 0 ? [] : judgeTlsaRecords(records).findings.map((one) => onHost(host.host, one));
  const chains = host.looks.flatMap(({ address, tls }) =>
    tls === null ? [] : [{ address, path: tls.chain }],
  );
  const matches = chains.flatMap(({ address, path }) =>
    matchTlsaRecords(
      records,
      { path, referenceNames: referenceNames(host, domain) },
      new Date(domain.checkedAt),
    ).findings.map((one) => onHost(host.host, one, { address })),
  );
  return { applies: records.length > 0, findings: [...about, ...matches] };
}

/**
 * The TLSA base domain first, which for a secure alias may be its target (RFC 7672 §2.2.2); the mail domain counts when
 * signed MX records led here (§3.2.2).
 */
function referenceNames({ host, addresses }: MxHostEvidence, { domain, mx }: MailDomain): string[] {
  const target = addresses.kind === "found" ? addresses.cnames.at(-1) : undefined;
  const next = mx.kind === "found" && mx.authenticated ? [domain, ...mx.cnames] : [];
  return [...new Set([host, ...(target === undefined ? [] : [target]), ...next])];
}

/** A signed host whose TLSA cannot be had: its mail waits (RFC 7672 §2.1.2). Other faults than a bad signature may be ours. */
function tlsaLookUpFailed(
  host: string,
  answer: Extract<DnsAnswer<unknown>, { kind: "unreachable" }>,
): Finding {
  const name = tlsaName(host);
  if (answer.reason !== "bogus") return onHost(host, lookupFailed(name, "TLSA", answer));
  const data = { host, name, type: "TLSA", detail: excerpt(answer.detail) };
  return finding("dnssec-bogus", "error", { clause: "RFC 7672 §2.1.1", subject: host, data });
}

/** Senders pass over such records, so no mail suffers: the audit of DANE calls it an error, here it is a warning. */
function notSigned({ host }: MxHostEvidence): Finding {
  const data = { host, name: tlsaName(host) };
  return finding("tlsa-not-signed", "warning", { clause: "RFC 7672 §2.2", subject: host, data });
}

/** A resolver that does not validate never sets AD: signed and unsigned records look alike to us. */
function untellable(domain: string, insecure: MxHostEvidence[]): Finding[] {
  if (insecure.length === 0) return [];
  const data = { names: excerpt(insecure.map(({ host }) => tlsaName(host)).join(", ")) };
  return [finding("tlsa-security-unknown", "unknown", { clause: "RFC 7672 §2.1.3", subject: domain, data })];
}

/** One answer with AD proves that the resolver validates; none proves nothing, since all of this may be unsigned. */
function isValidating(evidence: DomainEvidence, hosts: MxHostEvidence[]): boolean {
  const { mx, tlsRptTxt, mtaStsTxt, ownershipTxt } = evidence;
  const own = [mx, tlsRptTxt, mtaStsTxt, ...(ownershipTxt === null ? [] : [ownershipTxt])];
  return [...own, ...hosts.flatMap(({ addresses, tlsa }) => [addresses, tlsa])].some(isAuthenticated);
}

function isSecure({ addresses, tlsa }: MxHostEvidence): boolean {
  return tlsa.kind === "found" && isAuthenticated(tlsa) && isAuthenticated(addresses);
}

function isAuthenticated(answer: DnsAnswer<unknown>): boolean {
  return answer.kind !== "unreachable" && answer.authenticated;
}

function onHost(host: string, one: Finding, more: Finding["data"] = {}): Finding {
  return { ...one, subject: host, data: { ...one.data, host, ...more } };
}

function tlsaName(host: string): string {
  return `_25._tcp.${host}`;
}
