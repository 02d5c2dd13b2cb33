import { type Finding, finding } from "../finding.ts";
import { unevenDigests } from "./digest-agility.ts";
import type { TlsaRecord } from "./record.ts";

/** Why a sender's MTA passes over a record. */
export type UnusableReason =
  | "pkix-usage"
  | "unknown-usage"
  | "unknown-selector"
  | "unknown-matching-type"
  | "wrong-length"
  | "not-der";

export type JudgedTlsa = {
  /** What an SMTP sender authenticates by; none: it asks for TLS and does not look at the certificate. */
  usable: TlsaRecord[];
  unusable: { record: TlsaRecord; reason: UnusableReason }[];
  findings: Finding[];
};

/**
 * Judges a TLSA RRset as an SMTP sender sees it (RFC 7672 §3.1): usages 2 and 3 count, 0 and 1 do not, and what is
 * malformed or unknown is passed over. That the set is DNSSEC-secure is the caller's to know. Never throws.
 */
export function judgeTlsaRecords(records: readonly TlsaRecord[]): JudgedTlsa {
  const usable: TlsaRecord[] = [];
  const unusable: JudgedTlsa["unusable"] = [];
  for (const record of records) {
    const reason = unusableReason(record);
    if (reason === null) usable.push(record);
    else unusable.push({ record, reason });
  }
  const findings = unusable.map(({ record, reason }) => unusableFinding(record, reason));
  if (records.length > 0 && usable.length === 0) findings.unshift(noneUsable(records.length));
  return { usable, unusable, findings: [...findings, ...adviceOn(usable)] };
}

/** `null` for a record that a sender can use (RFC 6698 §4.1, RFC 7672 §3.1). */
export function unusableReason({ usage, selector, matchingType, data }: TlsaRecord): UnusableReason | null {
  if (usage === 0 || usage === 1) return "pkix-usage";
  if (usage !== 2 && usage !== 3) return "unknown-usage";
  if (selector !== 0 && selector !== 1) return "unknown-selector";
  switch (matchingType) {
    case 0:
      return isWholeDer(data) ? null : "not-der";
    case 1:
      return data.length === 64 ? null : "wrong-length";
    case 2:
      return data.length === 128 ? null : "wrong-length";
    default:
      return "unknown-matching-type";
  }
}

/** One DER sequence that ends where the data ends: the outermost shape of a certificate and of a public key. */
function isWholeDer(hex: string): boolean {
  if (!/^30(?:[0-9a-f]{2})+$/.test(hex)) return false;
  const first = Number.parseInt(hex.slice(2, 4), 16);
  if (first < 0x80) return hex.length === 2 * (2 + first);
  const octets = first - 0x80;
  if (octets === 0 || octets > 3 || hex.length < 2 * (2 + octets)) return false;
  const length = Number.parseInt(hex.slice(4, 4 + 2 * octets), 16);
  return hex.length === 2 * (2 + octets + length);
}

function noneUsable(count: number): Finding {
  return finding("tlsa-none-usable", "error", { clause: "RFC 7672 §2.2", data: { count } });
}

function unusableFinding(record: TlsaRecord, reason: UnusableReason): Finding {
  const data = { record: shortForm(record), ...numbersOf(record) };
  switch (reason) {
    case "pkix-usage":
      return finding("tlsa-usage-pkix", "warning", { clause: "RFC 7672 §3.1.3", data });
    case "unknown-usage":
      return finding("tlsa-usage-unknown", "warning", { clause: "RFC 6698 §2.1.1", data });
    case "unknown-selector":
      return finding("tlsa-selector-unknown", "warning", { clause: "RFC 6698 §2.1.2", data });
    case "unknown-matching-type":
      return finding("tlsa-matching-type-unknown", "warning", { clause: "RFC 6698 §2.1.3", data });
    case "wrong-length":
      return finding("tlsa-digest-length", "warning", { clause: "RFC 6698 §2.1.4", data });
    case "not-der":
      return finding("tlsa-data-not-der", "warning", { clause: "RFC 6698 §2.1.4", data });
    default:
      return reason satisfies never;
  }
}

function numbersOf({ usage, selector, matchingType, data }: TlsaRecord) {
  const octets = data.length / 2;
  return { usage, selector, matchingType, octets, wanted: matchingType === 2 ? 64 : 32 };
}

/** The numbers and the first digits, enough to find the record in a zone. */
export function shortForm({ usage, selector, matchingType, data }: TlsaRecord): string {
  const digits = data.length > 12 ? `${data.slice(0, 12)}…` : data;
  return `${usage} ${selector} ${matchingType} ${digits}`.trim();
}

/** Works, but. Said once for the whole set. */
function adviceOn(usable: TlsaRecord[]): Finding[] {
  return [
    ...unevenDigests(usable).map((kind) =>
      finding("tlsa-digests-uneven", "warning", { clause: "RFC 7671 §8.3", data: kind }),
    ),
    ...onFirst(usable, isAnchorDigest, (record) =>
      finding("tlsa-anchor-in-chain", "info", { clause: "RFC 7671 §5.2.2", data: { record } }),
    ),
    ...onFirst(usable, pinsWholeLeaf, (record) =>
      finding("tlsa-certificate-pinned", "info", { clause: "RFC 7671 §5.1", data: { record } }),
    ),
    ...onFirst(usable, isFull, (record) =>
      finding("tlsa-full-data", "info", { clause: "RFC 7671 §10.1.2", data: { record } }),
    ),
    ...onFirst(usable.some(isNotSha512) ? [] : usable, isSha512, (record) =>
      finding("tlsa-sha512-only", "info", { clause: "RFC 6698 §6", data: { record } }),
    ),
  ];
}

function onFirst(
  records: TlsaRecord[],
  concerns: (record: TlsaRecord) => boolean,
  say: (record: string) => Finding,
): Finding[] {
  const first = records.find(concerns);
  return first === undefined ? [] : [say(shortForm(first))];
}

const isFull = ({ matchingType }: TlsaRecord) => matchingType === 0;
const isSha512 = ({ matchingType }: TlsaRecord) => matchingType === 2;
const isNotSha512 = ({ matchingType }: TlsaRecord) => matchingType !== 2;
const isAnchorDigest = ({ usage, matchingType }: TlsaRecord) => usage === 2 && matchingType !== 0;
const pinsWholeLeaf = ({ usage, selector, matchingType }: TlsaRecord) =>
  usage === 3 && selector === 0 && matchingType !== 0;
