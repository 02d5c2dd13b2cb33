import { judgeTlsaRecords } from "../dane/judge-records.ts";
import { matchTlsaRecords } from "../dane/match-chain.ts";
import { formatTlsaRecord, type TlsaRecord } from "../dane/record.ts";
import type { DnsAnswer, MxAddressLook } from "../evidence.ts";
import { excerpt } from "../posture/part.ts";
import { addressStatements, cutShort, faultsOf, lookupFailed, type MxSeen } from "./mx-statements.ts";
import { clear, type SightedFault, type Statement, seen, uncheckable } from "./sighting.ts";

/**
 * `tlsa-invalid`: no TLSA record of the host was good for what it presents (RFC 8460 §4.3.2.1). Judged whether our
 * resolver calls the records secure or not: to the sender that reported they were.
 */
export function tlsaInvalid(mxSeen: MxSeen, now: Date): Statement[] {
  const { host, tlsa } = mxSeen.evidence;
  if (tlsa.kind === "unreachable") return [lookupFailed(tlsa)];
  if (tlsa.kind === "absent") return [clear];
  const { usable } = judgeTlsaRecords(tlsa.records);
  if (usable.length === 0) return [aboutDns("tlsa-unusable", shortList(tlsa.records))];
  return addressStatements(mxSeen.evidence, (look) =>
    look.kind === "secured"
      ? matchAt(look, tlsa.records, { names: referenceNames(mxSeen), now })
      : cutShort(look, faultsOf(look, host, now), mxSeen),
  );
}

/** Any name by which some sender may have come (RFC 7672 §2.2.2, §3.2.2), signed for us or not. */
function referenceNames({ domain, mx, evidence: { host, addresses } }: MxSeen): string[] {
  const targets = addresses.kind === "unreachable" ? [] : addresses.cnames.slice(-1);
  const next = mx.kind === "found" ? [domain, ...mx.cnames] : [];
  return [host, ...targets, ...next];
}

function matchAt(
  { address, tls }: MxAddressLook,
  records: TlsaRecord[],
  { names, now }: { names: string[]; now: Date },
): Statement {
  const match = matchTlsaRecords(records, { path: tls?.chain ?? [], referenceNames: names }, now);
  switch (match.kind) {
    case "authenticated":
    case "unauthenticated":
      return clear;
    case "undecided":
      return uncheckable;
    case "refused":
      return seen([{ fault: `tlsa-${match.reason}`, address, detail: shortList(records) }]);
    default:
      return match satisfies never;
  }
}

/**
 * `dnssec-invalid`: the sender's resolver gave no valid answer. Where not one answer of ours is signed, our resolver may
 * not validate at all, and would not have seen it.
 */
export function dnssecInvalid({ mx, evidence: { addresses, tlsa } }: MxSeen): Statement[] {
  const answers = [mx, addresses, tlsa];
  const failures = answers.flatMap((answer) => (answer.kind === "unreachable" ? [lookupFailed(answer)] : []));
  const bogus = failures.filter(({ says }) => says === "hidden");
  if (bogus.length > 0) return [seen(bogus.flatMap(({ sightings }) => sightings))];
  if (failures.length > 0) return failures;
  return [answers.some(isSecure) ? clear : uncheckable];
}

/**
 * `dane-required`: the sender insists on DANE (RFC 7672 §6), and the host has no TLSA record that counts: MX, addresses
 * and TLSA must all be signed (§2.2).
 */
export function daneRequired({ domain, mx, evidence: { host, addresses, tlsa } }: MxSeen): Statement[] {
  const answers = [mx, addresses, tlsa];
  const failures = answers.flatMap((answer) => (answer.kind === "unreachable" ? [lookupFailed(answer)] : []));
  if (failures.length > 0) return failures;
  if (tlsa.kind !== "found") return [aboutDns("tlsa-absent", `_25._tcp.${host}`)];
  if (judgeTlsaRecords(tlsa.records).usable.length === 0) {
    return [aboutDns("tlsa-unusable", shortList(tlsa.records))];
  }
  if (!answers.some(isSecure)) return [uncheckable];
  if (!isSecure(mx)) return [aboutDns("mx-not-signed", domain)];
  return [isSecure(addresses) && isSecure(tlsa) ? clear : aboutDns("tlsa-not-signed", `_25._tcp.${host}`)];
}

function isSecure(answer: DnsAnswer<unknown>): boolean {
  return answer.kind !== "unreachable" && answer.authenticated;
}

function aboutDns(fault: SightedFault, detail: string): Statement {
  return seen([{ fault, address: null, detail: excerpt(detail) }]);
}

function shortList(records: TlsaRecord[]): string {
  return excerpt(records.slice(0, 4).map(formatTlsaRecord).join(", "));
}
