import type { Answer } from "dns-packet";
import {
  absoluteName,
  asArray,
  type DomainDescription,
  type RecordDescription,
  type TxtRecord,
  type TxtSet,
} from "./description.ts";
import { soaRecord, type Zone, type ZoneRecord } from "./dns/name-table.ts";

const defaultTtlSeconds = 300;

/** The zone of a described domain; `policyAddresses` are those of its policy host, none when it has no policy. */
export function zoneOf(domain: string, description: DomainDescription, policyAddresses: string[]): Zone {
  const late = new Set((description.resolverLags ?? []).map((name) => absoluteName(name, domain)));
  const isUnseen = ({ type, name }: ZoneRecord) => type === "TXT" && late.has(name);
  const records = zoneRecords(domain, description, policyAddresses);
  return {
    apex: domain,
    secure: description.dnssec ?? false,
    records: records.filter((record) => !isUnseen(record)),
    unseen: records.filter(isUnseen),
    faults: (description.dnsFaults ?? []).map(({ name, type, fault }) => ({
      name: absoluteName(name, domain),
      type: type ?? null,
      fault,
    })),
  };
}

function zoneRecords(
  domain: string,
  description: DomainDescription,
  policyAddresses: string[],
): ZoneRecord[] {
  const ttl = description.ttlSeconds ?? defaultTtlSeconds;
  return [
    fixed({ ...soaRecord(domain) }),
    fixed({ type: "NS", name: domain, ttl, data: `ns1.${domain}` }),
    fixed({ type: "A", name: `ns1.${domain}`, ttl, data: "127.0.0.1" }),
    ...mxRecords(domain, description, ttl),
    ...txtRecords(`_smtp._tls.${domain}`, description.tlsRpt, ttl),
    ...txtRecords(`_mta-sts.${domain}`, description.mtaSts, ttl),
    ...policyRecords(domain, description, policyAddresses, ttl),
    ...Object.entries(description.txt ?? {}).flatMap(([name, set]) =>
      txtRecords(absoluteName(name, domain), set, ttl),
    ),
    ...(description.records ?? []).map((record) => describedRecord(domain, record, ttl)),
  ];
}

/** The records of one host, in whose zone it may lie: an MX, a reporter's machine. */
export function hostZone(host: string, addresses: string[], secure: boolean, extra: Answer[] = []): Zone {
  const records = addresses.map((data) => fixed({ type: "A", name: host, ttl: defaultTtlSeconds, data }));
  return { apex: null, secure, records: [...records, ...extra.map(fixed)], faults: [] };
}

/** The PTR name of an IPv4 address. */
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}

export function fixed(answer: Answer): ZoneRecord {
  return { name: answer.name, type: answer.type, next: () => answer };
}

function mxRecords(domain: string, description: DomainDescription, ttl: number): ZoneRecord[] {
  return (description.mx ?? []).map((entry, index) => {
    const { host, preference } = typeof entry === "string" ? { host: entry, preference: undefined } : entry;
    const nullMx = host === "";
    const data = { preference: preference ?? (nullMx ? 0 : 10 * (index + 1)), exchange: nullMx ? "." : host };
    return fixed({ type: "MX", name: domain, ttl, data });
  });
}

function txtRecords(name: string, set: TxtSet | null | undefined, ttl: number): ZoneRecord[] {
  return asArray<TxtRecord>(set).map((record) =>
    fixed({ type: "TXT", name, ttl, data: characterStrings(record) }),
  );
}

/** A character-string holds 255 octets at most (RFC 1035 §3.3), so long texts are split as zone tools do. */
function characterStrings(record: TxtRecord): Buffer[] {
  const strings = typeof record === "string" ? [record] : record.strings;
  return strings.flatMap((text) => {
    const octets = Buffer.from(text);
    const pieces = Math.max(1, Math.ceil(octets.length / 255));
    return Array.from({ length: pieces }, (_, index) => octets.subarray(index * 255, (index + 1) * 255));
  });
}

function policyRecords(
  domain: string,
  description: DomainDescription,
  addresses: string[],
  ttl: number,
): ZoneRecord[] {
  const name = `mta-sts.${domain}`;
  const [first] = asArray(description.policy);
  const alias = typeof first === "object" ? first.cname : undefined;
  const host = alias ?? name;
  return [
    ...(alias === undefined ? [] : [fixed({ type: "CNAME", name, ttl, data: alias })]),
    ...addresses.map((data) => fixed({ type: "A", name: host, ttl, data })),
  ];
}

function describedRecord(domain: string, record: RecordDescription, defaultTtl: number): ZoneRecord {
  const name = absoluteName(record.name, domain);
  const ttl = record.ttlSeconds ?? defaultTtl;
  if ("turns" in record) return taking(record.type, name, ttl, record.turns);
  switch (record.type) {
    case "A":
    case "AAAA":
    case "CNAME":
    case "NS":
    case "PTR":
      return fixed({ type: record.type, name, ttl, data: record.data });
    case "TXT":
      return fixed({ type: "TXT", name, ttl, data: characterStrings(record.data) });
    case "MX":
      return fixed({ type: "MX", name, ttl, data: record.data });
    case "CAA":
      return fixed({ type: "CAA", name, ttl, data: record.data });
    case "TLSA": {
      const { hex, ...rest } = record.data;
      return fixed({ type: "TLSA", name, ttl, data: { ...rest, certificate: Buffer.from(hex, "hex") } });
    }
    default:
      return record satisfies never;
  }
}

function taking(type: "A" | "AAAA", name: string, ttl: number, turns: string[]): ZoneRecord {
  let turn = 0;
  return {
    name,
    type,
    next() {
      const data = turns[Math.min(turn, turns.length - 1)] ?? "";
      turn += 1;
      return { type, name, ttl, data };
    },
  };
}
