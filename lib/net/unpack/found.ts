import type { CapName, UnpackFault } from "./fault.ts";
import type { EnclosingMail } from "./mail/enclosing-mail.ts";

/**
 * Where something was found, and in which mail. `path` leads to it through what was handed over, e.g.
 * `mail 3 › part 2 › report.json.gz`, with untrusted names made fit to be shown; empty for the very thing handed over.
 */
type Place = {
  path: string;
  /** As the sender wrote it: text, never a path. */
  fileName: string | null;
  /** The innermost mail around it. */
  mail: EnclosingMail | null;
};

/** A JSON text that should be a report. */
export type ReportDocument = Place & {
  kind: "document";
  json: string;
  /** What stands directly around the JSON. */
  encoding: "json" | "gzip" | "zip";
  /** The report as it was packed, gzip or JSON: `unpackReport` reads the same text out of it. May be a view of what was handed over. */
  raw: Uint8Array;
};

/** Something that may be a report, and that was not read. */
export type Refusal = Place & {
  kind: "refusal";
  reason: UnpackFault;
  /** The cap that it ran into; `null` when it is no matter of size. */
  cap: CapName | null;
  /** English, for logs and the quarantine's page; carries nothing of the content. */
  detail: string;
  /** What was refused, where it could be taken out. May be a view of what was handed over. */
  raw: Uint8Array | null;
};

/** Something that is no TLS report and does not look as if it should be one: ordinary mail, or a report of DMARC. */
export type Skipped = Place & { kind: "skipped"; reason: "not-a-report" | "dmarc-report"; detail: string };

export type Found = ReportDocument | Refusal | Skipped;
