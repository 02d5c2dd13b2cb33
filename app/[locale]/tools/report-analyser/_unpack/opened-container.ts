import type { Opened, OpenFault, Piece } from "./opened.ts";

/** What an archive or a mail holds: pieces to look at, and those that could not be taken out. */
export type OpenedContainer =
  | { ok: true; pieces: Piece[]; refused: Opened[] }
  | { ok: false; fault: OpenFault; limit: number | null };
