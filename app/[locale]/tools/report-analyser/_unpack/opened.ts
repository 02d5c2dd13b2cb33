/** Why there is no JSON text to read in a file, or in something inside it. */
export type OpenFault =
  | "empty"
  | "unreadable"
  | "too-large"
  | "too-large-inflated"
  | "too-many"
  | "too-deep"
  | "damaged-gzip"
  | "damaged-zip"
  | "damaged-mail"
  | "encrypted"
  | "not-utf8"
  | "dmarc"
  | "outlook"
  | "no-report-inside"
  | "unknown-format";

/**
 * One thing that may be a report. `path` leads to it: the file's name, then the names inside it. `octets` is its size
 * as it came. `limit` is the cap that a fault ran into, in octets or in things, and `null` for other faults.
 */
export type Opened = { path: string[]; octets: number } & (
  | { ok: true; json: string }
  | { ok: false; fault: OpenFault; limit: number | null }
);

/** Octets from a file, before anybody knows what they are. */
export type Piece = {
  path: string[];
  bytes: Uint8Array<ArrayBuffer>;
  /** How many archives and mails are around it. */
  depth: number;
};

/** What is left to spend on the files of one visit; opening them takes from it. */
export type Budget = { pieces: number; inflatedOctets: number };

export function refuse({ path, bytes }: Piece, fault: OpenFault, limit: number | null = null): Opened {
  return { path, octets: bytes.length, ok: false, fault, limit };
}
