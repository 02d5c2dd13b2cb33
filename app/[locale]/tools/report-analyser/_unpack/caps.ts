import { reportLimits } from "#lib/core/tlsrpt/limits.ts";
import type { Budget } from "./opened.ts";

/** What the browser is asked to hold at most. Real reports have a few kilobytes, compressed or not. */
export const caps = {
  /** Octets of one file as it was chosen: a mailbox of a year fits. */
  fileOctets: 32 * 1024 * 1024,
  /** Octets of one report once it is inflated; the parser takes no more either. */
  reportOctets: reportLimits.characters,
  /** Inflated octets per compressed octet, from a megabyte on. DEFLATE reaches 1032, real reports some 25. */
  ratio: 200,
  /** Entries of one archive, or parts of one mail. */
  entries: 2_000,
  /** A zip of mails, or a mail with a zip: two around a report, and no more. */
  depth: 2,
  mailHeaderOctets: 256 * 1024,
  mailNesting: 16,
} as const;

/** For all files of one visit together. */
export const wholeBudget: Budget = { pieces: 5_000, inflatedOctets: 200 * 1024 * 1024 };
