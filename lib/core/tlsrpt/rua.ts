import type { Finding } from "../finding.ts";
import { countLeading, trimEndOf } from "./blanks.ts";
import { checkDestination } from "./destination.ts";
import type { RecordField } from "./record-fields.ts";

/** One `rua` field: its URIs with their places in the record. */
export type Rua = { field: RecordField; uris: RuaUri[]; findings: Finding[] };

export type RuaUri = { uri: string; start: number; usable: boolean };

/** Reads a `rua` field (RFC 8460 §3): `rua=`, then URIs with `,` between them, which may have blanks around it. */
export function readRua(field: RecordField): Rua {
  const rua: Rua = { field, uris: [], findings: [] };
  let start = field.valueStart;
  for (const piece of field.value.split(",")) {
    const lead = countLeading(piece, " \t");
    const uri = trimEndOf(piece.slice(lead), " \t");
    const at = start + (uri === "" ? 0 : lead);
    const { destination, findings } = checkDestination(uri);
    for (const found of findings) rua.findings.push(moved(found, at));
    rua.uris.push({ uri, start: at, usable: destination.kind === "mailto" || destination.kind === "https" });
    start += piece.length + 1;
  }
  return rua;
}

function moved(found: Finding, by: number): Finding {
  return found.span === null
    ? found
    : { ...found, span: { start: found.span.start + by, end: found.span.end + by } };
}
