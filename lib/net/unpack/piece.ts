import { capOf, type Fault } from "./fault.ts";
import type { Found, Refusal, ReportDocument, Skipped } from "./found.ts";
import type { EnclosingMail } from "./mail/enclosing-mail.ts";
import { showName } from "./show-name.ts";

export type Container = "mbox" | "mail" | "forwarded" | "zip" | "gzip";

/**
 * How much something has to be like a report. `named`: somebody says that this very thing is one. `around`: so much for
 * what it stands in; files of other kinds may stand beside. `nothing`: it would have to look like one by itself.
 */
export type Promised = "named" | "around" | "nothing";

/** Octets, before anybody knows what they are. */
export type Piece = {
  bytes: Uint8Array;
  path: readonly string[];
  fileName: string | null;
  /** What is around it, the innermost last. */
  around: readonly Container[];
  mail: EnclosingMail | null;
  promised: Promised;
};

export function wholePiece(bytes: Uint8Array): Piece {
  return { bytes, path: [], fileName: null, around: [], mail: null, promised: "named" };
}

/** One step further in. */
export function stepInto(piece: Piece, steps: readonly string[]): readonly string[] {
  return [...piece.path, ...steps.map((step) => showName(step))];
}

export function documentIn(piece: Piece, json: string): ReportDocument {
  const nearest = piece.around.at(-1);
  const encoding = nearest === "gzip" || nearest === "zip" ? nearest : "json";
  return { kind: "document", ...placeOf(piece), json, encoding, raw: piece.bytes };
}

export function refusalOf(
  piece: Piece,
  { reason, detail }: Fault,
  raw: Uint8Array | null = piece.bytes,
): Refusal {
  return { kind: "refusal", ...placeOf(piece), reason, cap: capOf(reason), detail, raw };
}

export function skipOf(piece: Piece, reason: Skipped["reason"], detail: string): Skipped {
  return { kind: "skipped", ...placeOf(piece), reason, detail };
}

/** A fault in what nobody called a report is none: there are other things in the world. */
export function unknownIn(piece: Piece, fault: Fault): Found {
  if (piece.promised === "named") return refusalOf(piece, fault);
  return skipOf(piece, "not-a-report", `${fault.reason}: ${fault.detail}`);
}

function placeOf({ path, fileName, mail }: Piece) {
  return { path: path.join(" › "), fileName, mail };
}
