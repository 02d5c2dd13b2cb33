import type { Finding } from "../finding.ts";
import { at, type RecordKind } from "./record-finding.ts";

/** One character-string holds 255 bytes (RFC 1035 §3.3); longer ones must be split when they are published. */
export function lintLength(text: string, kind: RecordKind): Finding[] {
  const bytes = new TextEncoder().encode(text).length;
  return bytes > 255 ? [at(kind, "record-long", 0, text.length, { bytes }, "info")] : [];
}
