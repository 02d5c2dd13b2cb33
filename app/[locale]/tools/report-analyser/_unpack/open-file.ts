import { caps } from "./caps.ts";
import { inflateGzip } from "./inflate-gzip.ts";
import { type Budget, type Opened, type Piece, refuse } from "./opened.ts";
import { sniff } from "./sniff.ts";

/**
 * Finds the JSON texts in a file: plain or gzip, in a zip, attached to a mail, or in a mail in a zip. Goes by the octets,
 * under caps, and gives every refusal its place. Reads the file and nothing else. Never rejects.
 */
export async function openFile(file: File, budget: Budget): Promise<Opened[]> {
  const unread: Piece = { path: [file.name], bytes: new Uint8Array(), depth: 0 };
  if (file.size > caps.fileOctets) {
    return [{ ...refuse(unread, "too-large", caps.fileOctets), octets: file.size }];
  }
  try {
    return await openPiece({ ...unread, bytes: new Uint8Array(await file.arrayBuffer()) }, budget);
  } catch {
    // A folder, a file that vanished, or one that the system does not let the browser read.
    return [refuse(unread, "unreadable")];
  }
}

async function openPiece(piece: Piece, budget: Budget): Promise<Opened[]> {
  if (budget.pieces <= 0) return [refuse(piece, "too-many")];
  budget.pieces -= 1;
  const kind = sniff(piece.bytes);
  switch (kind) {
    case "json":
      return [readText(piece, piece.bytes)];
    case "gzip":
      return openGzip(piece, budget);
    case "zip":
    case "mail":
      return openContainer(piece, kind, budget);
    case "empty":
    case "not-utf8":
    case "dmarc":
    case "outlook":
    case "unknown-format":
      return [refuse(piece, kind)];
    default:
      return kind satisfies never;
  }
}

/** What gzip holds is a report: an archive or a mail inside it is opened too, more gzip is not. */
async function openGzip(piece: Piece, budget: Budget): Promise<Opened[]> {
  if (budget.inflatedOctets < caps.reportOctets) return [refuse(piece, "too-many")];
  const inflated = await inflateGzip(piece.bytes, caps.reportOctets);
  if (!inflated.ok) return [refuse(piece, inflated.fault, inflated.limit)];
  budget.inflatedOctets -= inflated.bytes.length;
  const kind = sniff(inflated.bytes);
  if (kind === "json") return [readText(piece, inflated.bytes)];
  if (kind === "gzip") return [refuse(piece, "too-deep", caps.depth)];
  if (kind === "zip" || kind === "mail")
    return openContainer({ ...piece, bytes: inflated.bytes, depth: piece.depth + 1 }, kind, budget);
  return [refuse(piece, kind)];
}

async function openContainer(piece: Piece, kind: "zip" | "mail", budget: Budget): Promise<Opened[]> {
  if (piece.depth >= caps.depth) return [refuse(piece, "too-deep", caps.depth)];
  const inside = kind === "zip" ? await openZipLazily(piece, budget) : await openMailLazily(piece);
  if (!inside.ok) return [refuse(piece, inside.fault, inside.limit)];
  const found: Opened[] = [...inside.refused];
  for (const inner of inside.pieces) found.push(...(await openPiece(inner, budget)));
  return found.length === 0 ? [refuse(piece, "no-report-inside")] : found;
}

/** Zip and mail are rarer than plain reports, and their readers are large: they are fetched when they are wanted. */
async function openZipLazily(piece: Piece, budget: Budget) {
  const { openZip } = await import("./open-zip.ts");
  return openZip(piece, budget);
}

async function openMailLazily(piece: Piece) {
  const { openMail } = await import("./open-mail.ts");
  return openMail(piece);
}

function readText(piece: Piece, bytes: Uint8Array): Opened {
  if (bytes.length > caps.reportOctets) return refuse(piece, "too-large", caps.reportOctets);
  try {
    // The parser notes a byte order mark, so it stays.
    const json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path: piece.path, octets: piece.bytes.length, ok: true, json };
  } catch {
    return refuse(piece, "not-utf8");
  }
}
