import {
  configure,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js/lib/zip-core-native.js";
import { caps } from "./caps.ts";
import { joined } from "./inflate-gzip.ts";
import { type Budget, type Opened, type OpenFault, type Piece, refuse } from "./opened.ts";
import type { OpenedContainer } from "./opened-container.ts";

// Its workers come from blob: addresses, which our content security policy refuses; reports are small enough without.
configure({ useWebWorkers: false, useCompressionStream: true });

/** The files of an archive. Sizes it claims are not trusted: inflating stops at the caps. Never rejects. */
export async function openZip(piece: Piece, budget: Budget): Promise<OpenedContainer> {
  const reader = new ZipReader(new Uint8ArrayReader(piece.bytes));
  const pieces: Piece[] = [];
  const refused: Opened[] = [];
  let entries = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++entries > caps.entries) return { ok: false, fault: "too-many", limit: caps.entries };
      if (entry.directory || isSystemFile(entry.filename)) continue;
      const inner = {
        path: [...piece.path, entry.filename],
        bytes: new Uint8Array(),
        depth: piece.depth + 1,
      };
      const taken = await takeOut(entry, budget);
      if (taken.ok) pieces.push({ ...inner, bytes: taken.bytes });
      else refused.push({ ...refuse(inner, taken.fault, taken.limit), octets: entry.compressedSize });
    }
  } catch {
    return { ok: false, fault: "damaged-zip", limit: null };
  }
  return { ok: true, pieces, refused };
}

type Taken =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; fault: OpenFault; limit: number | null };

async function takeOut(entry: FileEntry, budget: Budget): Promise<Taken> {
  if (budget.inflatedOctets < caps.fileOctets) return { ok: false, fault: "too-many", limit: null };
  if (entry.encrypted) return { ok: false, fault: "encrypted", limit: null };
  const byRatio = Math.max(1_048_576, entry.compressedSize * caps.ratio);
  const limit = Math.min(caps.fileOctets, byRatio);
  const sink = cappedSink(limit);
  try {
    await entry.getData(sink.writable, { checkSignature: true });
  } catch {
    return sink.isFull()
      ? { ok: false, fault: "too-large-inflated", limit }
      : { ok: false, fault: "damaged-zip", limit: null };
  }
  const bytes = joined(sink.chunks);
  budget.inflatedOctets -= bytes.length;
  return { ok: true, bytes };
}

/** Takes octets until there are more than `limit`, and breaks the stream off then. */
function cappedSink(limit: number) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length;
      if (length > limit) throw new RangeError("more than the cap");
      chunks.push(chunk);
    },
  });
  return { writable, chunks, isFull: () => length > limit };
}

/** What macOS and Windows put beside the files. */
function isSystemFile(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i.test(name);
}
