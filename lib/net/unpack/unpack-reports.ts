import { createBudget } from "./budget.ts";
import { type BundleCaps, defaultBundleCaps } from "./caps.ts";
import { findReports } from "./find-reports.ts";
import type { Refusal, ReportDocument, Skipped } from "./found.ts";
import { refusalOf, wholePiece } from "./piece.ts";

/** All that stood in a file, a mail or an archive, each list in the order in which it stood there. */
export type UnpackedBundle = { documents: ReportDocument[]; refusals: Refusal[]; skipped: Skipped[] };

/**
 * Finds the JSON texts of all reports in what arrived, whatever road it came by and whatever it is labelled as: JSON, gzip,
 * zip, a mail (RFC 8460 §5.3) or a mailbox, and one inside the other. One bad entry does not lose the good ones. Work is
 * bounded by the caps and gives way to other work in between. Never rejects.
 */
export async function unpackReports(
  bytes: Uint8Array,
  caps: BundleCaps = defaultBundleCaps,
): Promise<UnpackedBundle> {
  const bundle: UnpackedBundle = { documents: [], refusals: [], skipped: [] };
  const whole = wholePiece(bytes);
  if (bytes.length > caps.fileBytes) {
    const detail = `${bytes.length} octets, more than ${caps.fileBytes}`;
    return { ...bundle, refusals: [refusalOf(whole, { reason: "too-large-file", detail })] };
  }
  for await (const found of findReports(whole, createBudget(caps))) {
    if (found.kind === "document") bundle.documents.push(found);
    else if (found.kind === "refusal") bundle.refusals.push(found);
    else bundle.skipped.push(found);
  }
  return bundle;
}
