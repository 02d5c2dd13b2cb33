import type { Finding } from "../finding.ts";
import type { RecordField } from "./record-fields.ts";
import { at, excerpt, type RecordKind } from "./record-finding.ts";
import { lintLength } from "./record-length.ts";
import type { Rua } from "./rua.ts";

/** What a valid TLS-RPT record may still bring trouble by. */
export function lintTlsRptRecord(
  text: string,
  kind: RecordKind,
  fields: RecordField[],
  rua: Rua[],
): Finding[] {
  return [...lintDestinations(kind, rua), ...lintExtensions(kind, fields, rua), ...lintLength(text, kind)];
}

function lintDestinations(kind: RecordKind, rua: Rua[]): Finding[] {
  const findings: Finding[] = [];
  const uris = rua.flatMap((one) => one.uris);
  const first = uris[0];
  if (first === undefined) return [];
  if (!uris.some((one) => one.usable)) {
    findings.push(at(kind, "no-usable-destination", first.start, first.start + first.uri.length));
  }
  const second = rua[1];
  if (second !== undefined)
    findings.push(at(kind, "rua-repeated", second.field.start, second.field.end, {}, "warning"));
  if (uris.length > 1) {
    const data = { count: uris.length, first: excerpt(first.uri) };
    findings.push(
      at(kind, "several-destinations", first.start, first.start + first.uri.length, data, "info"),
    );
  }
  const seen = new Set<string>();
  for (const { uri, start } of uris) {
    const data = { uri: excerpt(uri) };
    if (seen.has(uri))
      findings.push(at(kind, "destination-repeated", start, start + uri.length, data, "info"));
    seen.add(uri);
  }
  return findings;
}

/** Tags of RFC 7489 that find their way here by habit. `rua` means the same, the others mean nothing. */
const dmarcTags: ReadonlySet<string> = new Set(["adkim", "aspf", "fo", "p", "pct", "rf", "ri", "ruf", "sp"]);

/** Unknown fields are ignored (RFC 8460 §3), so whatever they were to say is lost. */
function lintExtensions(kind: RecordKind, fields: RecordField[], rua: Rua[]): Finding[] {
  const destinations = new Set(rua.map((one) => one.field));
  return fields
    .filter((field) => !destinations.has(field) && field.name !== "rua")
    .map((field) => {
      const code = dmarcTags.has(field.name.toLowerCase()) ? "dmarc-tag" : "extension-unknown";
      return at(kind, code, field.start, field.end, { name: field.name }, "info");
    });
}
