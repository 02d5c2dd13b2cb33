import { isUtf8 } from "node:buffer";
import { isIPv4, isIPv6 } from "node:net";
import type { Answer, CaaData, MxData, SoaData, TlsaData } from "dns-packet";
import type { MxRecord } from "#lib/core/evidence.ts";

/** One TLSA record (RFC 6698 §2.1); `data` is the certificate association data in lower-case hex. */
export type TlsaRecord = { usage: number; selector: number; matchingType: number; data: string };

/** One CAA record (RFC 8659 §4.1); `flags` 128 is the critical bit. */
export type CaaRecord = { flags: number; tag: string; value: string };

/** One SOA record (RFC 1035 §3.3.13), as far as it tells how new a copy of a zone is. */
export type SoaRecord = { serial: number; minimumSeconds: number };

/** What a record of each type that we ask for looks like. Host names are lower-case without final dot. */
export type RecordOf = {
  A: string;
  AAAA: string;
  CAA: CaaRecord;
  CNAME: string;
  MX: MxRecord;
  NS: string;
  PTR: string;
  SOA: SoaRecord;
  TLSA: TlsaRecord;
  TXT: string;
};

export type QueryType = keyof RecordOf;

/** Turns a decoded record into our shape; `null` when its data is not what the type allows. */
export function readRecord<T extends QueryType>(type: T, answer: Answer): RecordOf[T] | null {
  return readers[type]("data" in answer ? answer.data : undefined);
}

/**
 * An RRset has no order and resolvers rotate it; sorted, equal sets compare equal. MX sort by preference
 * (equal ones by name), the rest by text.
 */
export function sortRecords<T extends QueryType>(type: T, records: RecordOf[T][]): RecordOf[T][] {
  return records.toSorted((a, b) => compareText(sortKey(type, a), sortKey(type, b)));
}

const readers: { [T in QueryType]: (data: unknown) => RecordOf[T] | null } = {
  A: (data) => (typeof data === "string" && isIPv4(data) ? data : null),
  AAAA: (data) => (typeof data === "string" && isIPv6(data) ? data : null),
  CAA: (data) =>
    isCaa(data) ? { flags: data.flags ?? 0, tag: data.tag.toLowerCase(), value: data.value } : null,
  CNAME: readHost,
  MX: readMx,
  NS: readHost,
  PTR: readHost,
  SOA: (data) => (isSoa(data) ? { serial: data.serial ?? 0, minimumSeconds: data.minimum ?? 0 } : null),
  TLSA: readTlsa,
  TXT: readTxt,
};

function readHost(data: unknown): string | null {
  if (typeof data !== "string") return null;
  return data === "." ? "" : data.toLowerCase().replace(/\.$/, "");
}

/** The root as exchange is the null MX (RFC 7505 §3) and becomes the empty text. */
function readMx(data: unknown): MxRecord | null {
  if (!isMx(data)) return null;
  const exchange = readHost(data.exchange);
  return exchange === null ? null : { preference: data.preference ?? 0, exchange };
}

function readTlsa(data: unknown): TlsaRecord | null {
  if (!isTlsa(data)) return null;
  const { usage, selector, matchingType, certificate } = data;
  return { usage, selector, matchingType, data: certificate.toString("hex") };
}

/** The character-strings of one TXT are joined without spaces (RFC 8460 §3, RFC 8461 §3.1). */
function readTxt(data: unknown): string | null {
  if (!Array.isArray(data) || !data.every((part) => Buffer.isBuffer(part))) return null;
  const bytes = Buffer.concat(data);
  // Octets that are not UTF-8 stay apart from each other as Latin-1 instead of all becoming U+FFFD.
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
}

function isCaa(data: unknown): data is CaaData {
  return hasKeys(data, "tag", "value") && typeof data.tag === "string" && typeof data.value === "string";
}

function isMx(data: unknown): data is MxData {
  return hasKeys(data, "exchange") && typeof data.exchange === "string";
}

function isSoa(data: unknown): data is SoaData {
  return hasKeys(data, "serial", "minimum") && [data.serial, data.minimum].every(Number.isInteger);
}

function isTlsa(data: unknown): data is TlsaData {
  return (
    hasKeys(data, "usage", "selector", "matchingType", "certificate") && Buffer.isBuffer(data.certificate)
  );
}

function hasKeys<K extends string>(data: unknown, ...keys: K[]): data is Record<K, unknown> {
  return typeof data === "object" && data !== null && keys.every((key) => key in data);
}

function sortKey<T extends QueryType>(type: T, record: RecordOf[T]): string {
  if (typeof record === "string") return record;
  if (type === "MX" && hasKeys(record, "preference", "exchange")) {
    return `${String(record.preference).padStart(5, "0")} ${record.exchange}`;
  }
  return JSON.stringify(record);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
