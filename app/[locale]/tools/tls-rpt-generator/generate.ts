import { type DomainNameResult, parseDomainName, registrableDomain } from "#lib/core/domain-name.ts";
import type { Finding } from "#lib/core/finding.ts";
import { relativeName, zonesOf } from "#lib/core/publish/providers.ts";
import { type ReportPermission, reportPermissions } from "#lib/core/publish/report-permission.ts";
import { txtZoneLine } from "#lib/core/publish/zone-line.ts";
import { checkDestination } from "#lib/core/tlsrpt/destination.ts";
import { destinationFromInput } from "#lib/core/tlsrpt/destination-input.ts";
import { formatTlsRptRecord, parseTlsRptRecord } from "#lib/core/tlsrpt/record.ts";
import { tlsRptName } from "#lib/core/tlsrpt/record-name.ts";

/** What the form holds, as typed. `zone` is `null` until one is chosen. */
export type GeneratorFields = { domain: string; destinations: readonly string[]; zone: string | null };

export type Generated = {
  /** `null` while nothing is typed. */
  domain: DomainNameResult | null;
  /** Where the record could go, the likeliest first; empty until the domain is right. */
  zones: string[];
  destinations: TypedDestination[];
  record: GeneratedRecord | null;
  /** What the record still waits for. */
  missing: "both" | "domain" | "destination" | "mend" | null;
};

/** `uri` is what was made of the text; `""` for a blank one. */
export type TypedDestination = { uri: string; usable: boolean; findings: Finding[] };

export type GeneratedRecord = {
  domain: string;
  zone: string;
  name: string;
  relativeName: string;
  value: string;
  zoneLine: string;
  /** What to know about a record that is right. */
  notes: Finding[];
  permissions: ReportPermission[];
};

/** More than these help nobody: a sender need not use more than one. */
export const mostDestinations = 8;

/** Makes the TLS-RPT record (RFC 8460 §3) from what was typed so far, and says what is still missing. */
export function generate(fields: GeneratorFields): Generated {
  const domain = fields.domain.trim() === "" ? null : parseDomainName(fields.domain);
  const destinations = fields.destinations.slice(0, mostDestinations).map(readDestination);
  const filled = destinations.filter(({ uri }) => uri !== "");
  const zones = domain?.ok ? zonesOf(domain.value, registrableDomain(domain.value)) : [];
  const ready = domain?.ok && filled.length > 0 && filled.every(({ usable }) => usable);
  const rua = filled.map(({ uri }) => uri);
  const [firstZone = ""] = zones;
  const zone = zones.find((one) => one === fields.zone) ?? firstZone;
  return {
    domain,
    zones,
    destinations,
    record: ready ? makeRecord(domain.value, zone, rua) : null,
    missing: ready ? null : whatIsMissing(domain?.ok === true, filled),
  };
}

function readDestination(typed: string): TypedDestination {
  const uri = destinationFromInput(typed);
  if (uri === "") return { uri, usable: false, findings: [] };
  const { destination, findings } = checkDestination(uri);
  return { uri, usable: destination.kind === "mailto" || destination.kind === "https", findings };
}

function makeRecord(domain: string, zone: string, rua: string[]): GeneratedRecord {
  const name = tlsRptName(domain);
  const value = formatTlsRptRecord({ rua, extensions: [] });
  return {
    domain,
    zone,
    name,
    relativeName: relativeName(name, zone),
    value,
    zoneLine: txtZoneLine(name, value),
    // Each destination's own findings stand beside it.
    notes: parseTlsRptRecord(value).findings.filter(({ code }) => wholeRecordCodes.has(code)),
    permissions: reportPermissions(domain, rua),
  };
}

const wholeRecordCodes: ReadonlySet<string> = new Set([
  "tlsrpt-record-long",
  "tlsrpt-several-destinations",
  "tlsrpt-destination-repeated",
]);

function whatIsMissing(hasDomain: boolean, filled: TypedDestination[]): Generated["missing"] {
  if (filled.some(({ usable }) => !usable)) return "mend";
  if (hasDomain) return "destination";
  return filled.length > 0 ? "domain" : "both";
}
