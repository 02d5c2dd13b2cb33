import { type Finding, finding } from "../finding.ts";
import { judgeTlsaRecords, unusableReason } from "./judge-records.ts";
import { carries, type DaneCertificate, type DaneMatch, matchTlsaRecords } from "./match-chain.ts";
import { formatTlsaRecord, type TlsaRecord } from "./record.ts";
import { readTlsaSnippet, type SnippetTlsa, type TlsaSnippet } from "./snippet.ts";

export type PastedTlsa = {
  /** Records as somebody has them, see `readTlsaSnippet`. */
  records: string;
  /** The certificates that the host presents, as a path from the leaf. At least one. */
  path: DaneCertificate[];
  /** The TLSA base domain; `null` when nobody said, and no record does. */
  host: string | null;
  /** The mail domain, whose name the certificate may carry as well (RFC 7672 §3.2.2). */
  domain: string | null;
};

export type TlsaCheck = {
  snippet: TlsaSnippet;
  /** The name of the mail host, given or read from the records' names. */
  host: string | null;
  /** About single records and their names: what is wrong in the text. Spans are into it. */
  textFindings: Finding[];
  /** About the set, and about how it fits the certificates. */
  findings: Finding[];
  /** What a sender with DANE does; `null` while no record can be read. `name-needed`: usage 2 compares names. */
  match: DaneMatch | { kind: "name-needed" } | null;
  pairs: TlsaPair[];
  /** The record to publish for the leaf's key: `3 1 1` (RFC 7672 §3.1.1). */
  wanted: TlsaRecord;
  isWantedThere: boolean;
};

/** One record, and the certificates of the path that it stands for. `elsewhere`: no mail server looks where it stands. */
export type TlsaPair = {
  record: TlsaRecord;
  depths: number[];
  counts: "yes" | "wrong-place" | "elsewhere" | "unusable" | "no";
};

/** Holds pasted TLSA records against a pasted chain. That the records are DNSSEC-secure is taken for granted. */
export function checkPastedTlsa({ records, path, ...names }: PastedTlsa, now: Date): TlsaCheck {
  const snippet = readTlsaSnippet(records);
  const set = recordsOf(snippet.records.filter(isAtPort25));
  const host = names.host ?? hostOf(snippet.records);
  const match = set.length === 0 ? null : matchOf(set, path, { host, domain: names.domain }, now);
  const wanted = { usage: 3, selector: 1, matchingType: 1, data: path[0]?.spkiSha256 ?? "" };
  return {
    snippet,
    host,
    textFindings: [
      ...snippet.records.flatMap(({ parsed }) => parsed.findings),
      ...ownerFindings(snippet.records),
    ],
    findings: [
      ...(match !== null && match.kind !== "name-needed" ? match.findings : []),
      ...judgeTlsaRecords(set).findings,
    ],
    match,
    pairs: pairsOf(snippet.records, path),
    wanted,
    isWantedThere: set.some((record) => formatTlsaRecord(record) === formatTlsaRecord(wanted)),
  };
}

function matchOf(
  set: TlsaRecord[],
  path: DaneCertificate[],
  { host, domain }: { host: string | null; domain: string | null },
  now: Date,
): NonNullable<TlsaCheck["match"]> {
  const referenceNames = [host, domain].filter((name) => name !== null);
  const match = matchTlsaRecords(set, { path, referenceNames }, now);
  const isAboutNames = match.kind === "refused" && match.reason === "name";
  return isAboutNames && referenceNames.length === 0 ? { kind: "name-needed" } : match;
}

/** A usage stands for a place in the path: 3 for the leaf, 2 for who issued it (RFC 7672 §3.1.1, §3.1.2). */
function pairOf(record: TlsaRecord, path: DaneCertificate[]): TlsaPair {
  const depths = path.flatMap((certificate, depth) => (carries(certificate, record) ? [depth] : []));
  if (unusableReason(record) !== null) return { record, depths, counts: "unusable" };
  if (depths.length === 0) return { record, depths, counts: "no" };
  const isInPlace = depths.some((depth) => (record.usage === 3 ? depth === 0 : depth > 0));
  return { record, depths, counts: isInPlace ? "yes" : "wrong-place" };
}

function pairsOf(records: SnippetTlsa[], path: DaneCertificate[]): TlsaPair[] {
  return records.flatMap((one) => {
    if (!one.parsed.ok) return [];
    const pair = pairOf(one.parsed.value, path);
    return isAtPort25(one) ? pair : { ...pair, counts: "elsewhere" };
  });
}

/** `mx.example.com` of `_25._tcp.mx.example.com`. */
function hostOf(records: SnippetTlsa[]): string | null {
  for (const { owner } of records) {
    const [, host] = /^_\d+\._tcp\.(.+)$/.exec(owner ?? "") ?? [];
    if (host !== undefined) return host;
  }
  return null;
}

/** Senders ask for TLSA there and nowhere else (RFC 7672 §2.2.3); what has no name is taken to stand there. */
function isAtPort25({ owner }: SnippetTlsa): boolean {
  return owner === null || owner.startsWith("_25._tcp.");
}

function recordsOf(records: SnippetTlsa[]): TlsaRecord[] {
  return records.flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : []));
}

function ownerFindings(records: SnippetTlsa[]): Finding[] {
  const owners = [...new Set(records.flatMap(({ owner }) => owner ?? []))];
  const strange = records.find((record) => !isAtPort25(record))?.owner ?? undefined;
  return [
    ...(strange === undefined
      ? []
      : [
          finding("tlsa-owner-port", "warning", {
            clause: "RFC 7672 §2.2.3",
            data: { owner: excerpt(strange) },
          }),
        ]),
    ...(owners.length < 2
      ? []
      : [
          finding("tlsa-owners-differ", "warning", {
            clause: "RFC 7672 §2.2.3",
            data: { owners: owners.slice(0, 3).map(excerpt).join(", "), count: owners.length },
          }),
        ]),
  ];
}

function excerpt(name: string): string {
  return (name.length > 80 ? `${name.slice(0, 79)}…` : name).toWellFormed();
}
