import { createBudget } from "./budget.ts";
import { defaultBundleCaps, defaultUnpackCaps, type UnpackCaps } from "./caps.ts";
import type { Fault, UnpackFault } from "./fault.ts";
import { findReports } from "./find-reports.ts";
import type { ReportDocument } from "./found.ts";
import { inflateGzip, inflateOrdinaryGzip } from "./gzip.ts";
import { readJsonText } from "./json-text.ts";
import { wholePiece } from "./piece.ts";

/** `detail` is for logs and the quarantine's page; it carries nothing of the content. */
export type Unpacked =
  | { ok: true; json: string; encoding: "json" | "gzip" | "zip" }
  | { ok: false; reason: UnpackFault; detail: string };

/**
 * Finds the JSON text of one report by its bytes: media types and file names are often wrong (plain JSON labelled
 * gzip, and the reverse). Gzip or plain JSON, in UTF-8 (RFC 8460 §5.1, §4), or a zip that holds exactly one report; a byte
 * order mark and blanks in front are tolerated. The JSON itself is not judged. Never rejects.
 */
export async function unpackReport(
  bytes: Uint8Array,
  caps: UnpackCaps = defaultUnpackCaps,
): Promise<Unpacked> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return unpackZip(bytes, caps);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return readText(bytes, "json", caps);
  if (bytes.length > caps.compressedBytes) return tooLargeCompressed(bytes, caps);
  const ordinary = inflateOrdinaryGzip(bytes, caps);
  if (ordinary) return readText(ordinary, "gzip", caps);
  const inflated = await inflateGzip(bytes, caps);
  return inflated.ok ? readText(inflated.bytes, "gzip", caps) : inflated;
}

function readText(bytes: Uint8Array, encoding: "json" | "gzip", caps: UnpackCaps): Unpacked {
  const text = readJsonText(bytes, caps);
  return text.ok ? { ...text, encoding } : text;
}

/** All that comes out of it together may be no larger than one report. */
async function unpackZip(bytes: Uint8Array, caps: UnpackCaps): Promise<Unpacked> {
  if (bytes.length > caps.compressedBytes) return tooLargeCompressed(bytes, caps);
  const budget = createBudget({ ...defaultBundleCaps, ...caps, inflatedBytesTotal: caps.inflatedBytes });
  let document: ReportDocument | null = null;
  for await (const found of findReports(wholePiece(bytes), budget)) {
    if (found.kind === "refusal") return refuse(found);
    if (found.kind === "skipped") continue;
    if (document) return refuse({ reason: "several-reports", detail: "more than one" });
    document = found;
  }
  if (!document) return refuse({ reason: "no-report-inside", detail: "an archive without a report" });
  return { ok: true, json: document.json, encoding: "zip" };
}

function tooLargeCompressed({ length }: Uint8Array, { compressedBytes }: UnpackCaps): Unpacked {
  return refuse({ reason: "too-large-compressed", detail: `${length} octets, more than ${compressedBytes}` });
}

function refuse({ reason, detail }: Fault): Unpacked {
  return { ok: false, reason, detail };
}
