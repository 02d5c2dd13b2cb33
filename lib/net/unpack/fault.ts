import type { BundleCaps } from "./caps.ts";

/** Why something was not read; worded in the catalogs under `findings.report-<reason>`. */
export type UnpackFault =
  | "empty"
  | "too-large-compressed"
  | "too-large-inflated"
  | "ratio"
  | "not-gzip"
  | "not-utf8"
  | "unknown-format"
  | "not-zip"
  | "zip-method"
  | "encrypted"
  | "overlapping-entries"
  | "several-reports"
  | "nested-too-deep"
  | "no-report-inside"
  | "outlook-message"
  | "bad-boundary"
  | "boundary-too-long"
  | "headers-too-large"
  | "parts-too-deep"
  | "too-large-file"
  | "too-large-mail"
  | "too-large-total"
  | "too-many-entries"
  | "too-many-members"
  | "too-many-messages"
  | "too-many-parts"
  | "too-many-pieces";

/** `detail` is English for logs and the quarantine's page; it carries nothing of the content. */
export type Fault = { reason: UnpackFault; detail: string };

/** The cap that a fault ran into. */
export type CapName = keyof BundleCaps | "gzipMembers";

/** `null` for faults that are no matter of size. */
export function capOf(reason: UnpackFault): CapName | null {
  return capNames[reason] ?? null;
}

const capNames: Partial<Record<UnpackFault, CapName>> = {
  "too-large-compressed": "compressedBytes",
  "too-large-inflated": "inflatedBytes",
  ratio: "ratio",
  "boundary-too-long": "boundaryBytes",
  "headers-too-large": "headerBytes",
  "parts-too-deep": "mimeDepth",
  "too-large-file": "fileBytes",
  "too-large-mail": "mailBytes",
  "too-large-total": "inflatedBytesTotal",
  "too-many-entries": "zipEntries",
  "too-many-members": "gzipMembers",
  "too-many-messages": "mboxMessages",
  "too-many-parts": "mimeParts",
  "too-many-pieces": "pieces",
};
