import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, parseExtraFields, type ZipFile } from "yauzl";
import { type Budget, inflateWithin } from "./budget.ts";
import type { Fault } from "./fault.ts";
import { inflateRaw, outputLimit } from "./inflate-raw.ts";
import { asBuffer } from "./json-text.ts";

/** One file of an archive, or why it could not be taken out. `name` is whatever the archive says: text, never a path. */
export type ZipEntry = { name: string } & (
  | { ok: true; bytes: Buffer }
  | ({ ok: false; raw: Uint8Array | null } & Fault)
);

/**
 * The files of a zip archive in the order of its directory; folders and what operating systems add are left out. Stored
 * and deflated files only. Sizes that the archive claims are not trusted: inflating stops at the caps, and what comes out
 * must fit its length and checksum. A fault of the archive itself ends it, and what stood before it has been given.
 */
export async function* readZip(
  bytes: Uint8Array,
  budget: Budget,
): AsyncGenerator<ZipEntry | ({ name: null } & Fault)> {
  const taken: Range[] = [];
  let entries = 0;
  try {
    // Names are decoded here: yauzl gives up the whole archive over one name that it does not like.
    const zip = await fromBufferPromise(asBuffer(bytes), { decodeStrings: false, validateEntrySizes: false });
    for await (const entry of zip.eachEntry()) {
      if (++entries > budget.caps.zipEntries) {
        const detail = `more than ${budget.caps.zipEntries} entries`;
        return yield { name: null, reason: "too-many-entries", detail };
      }
      const name = nameOf(entry);
      if (name.endsWith("/") || isSystemFile(name)) continue;
      yield { name, ...(await takeOut({ zip, bytes, entry, taken, budget })) };
    }
  } catch (error) {
    yield { name: null, ...archiveFault(error) };
  }
}

type Range = { start: number; end: number };
type Taken = { ok: true; bytes: Buffer } | ({ ok: false; raw: Uint8Array | null } & Fault);
type Opening = { zip: ZipFile; bytes: Uint8Array; entry: Entry; taken: Range[]; budget: Budget };

async function takeOut({ zip, bytes, entry, taken, budget }: Opening): Promise<Taken> {
  if (entry.isEncrypted()) return refuse("encrypted", "needs a password");
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    return refuse("zip-method", `compression method ${entry.compressionMethod}`);
  }
  const range = await rangeOf(zip, entry);
  if (!range) return refuse("not-zip", "the place of an entry cannot be right");
  const packed = bytes.subarray(range.dataStart, range.end);
  if (taken.some(({ start, end }) => range.start < end && start < range.end)) {
    return refuse("overlapping-entries", "shares octets with an entry before it");
  }
  taken.push(range);
  const { compressedBytes } = budget.caps;
  if (packed.length > compressedBytes) {
    return refuse("too-large-compressed", `${packed.length} octets, more than ${compressedBytes}`, packed);
  }
  const outcome = await inflateWithin(budget, packed, (caps) => unpackEntry(packed, entry, caps));
  return outcome.ok ? outcome : { ...outcome, raw: packed };
}

const stored = 0;
const deflated = 8;

/** From the local header to the end of the data; `null` when that is not inside the archive. */
async function rangeOf(zip: ZipFile, entry: Entry): Promise<(Range & { dataStart: number }) | null> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const start = entry.relativeOffsetOfLocalHeader;
    return { start, dataStart: fileDataStart, end: fileDataStart + entry.compressedSize };
  } catch {
    return null;
  }
}

async function unpackEntry(packed: Uint8Array, entry: Entry, caps: { inflatedBytes: number; ratio: number }) {
  const limit = outputLimit(packed.length, caps);
  if (entry.compressionMethod === stored) {
    return packed.length > limit.octets ? limit.refusal : checked(asBuffer(packed), entry);
  }
  const inflated = await inflateRaw(packed, limit.octets);
  if (inflated.ok) return checked(inflated.content, entry);
  return inflated.overLimit ? limit.refusal : notZip(inflated.detail);
}

function checked(bytes: Buffer, entry: Entry) {
  if (bytes.length !== entry.uncompressedSize) return notZip("its length does not fit");
  if (crc32(bytes) !== entry.crc32) return notZip("its checksum does not fit");
  return { ok: true as const, bytes };
}

function notZip(detail: string): { ok: false } & Fault {
  return { ok: false, reason: "not-zip", detail };
}

function refuse(reason: Fault["reason"], detail: string, raw: Uint8Array | null = null): Taken {
  return { ok: false, reason, detail, raw };
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFieldRaw }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, parseExtraFields(extraFieldRaw), false);
}

/** What macOS and Windows put beside the files. */
function isSystemFile(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i.test(name);
}

/** yauzl knows strong encryption by a sentence alone, and refuses the whole archive for it. */
function archiveFault(error: unknown): Fault {
  if (error instanceof Error && /strong encryption/i.test(error.message)) {
    return { reason: "encrypted", detail: "needs a password" };
  }
  return {
    reason: "not-zip",
    detail: "its directory cannot be read: cut short, damaged, or something follows it",
  };
}
