import { inflateRaw as inflateInBackground, inflateRawSync, type ZlibOptions } from "node:zlib";
import type { Fault } from "./fault.ts";

export type RawInflated =
  /** `consumed`: octets of the input that belong to the stream. */
  { ok: true; content: Buffer; consumed: number } | { ok: false; overLimit: boolean; detail: string };

export type OutputLimit = { octets: number; refusal: { ok: false } & Fault };

/** The ratio counts only above a megabyte: tiny input with long runs is harmless and can exceed any ratio. */
export function outputLimit(
  compressedBytes: number,
  caps: { inflatedBytes: number; ratio: number },
): OutputLimit {
  const byRatio = Math.max(1_048_576, compressedBytes * caps.ratio);
  if (byRatio < caps.inflatedBytes) {
    const detail = `inflates more than ${caps.ratio}-fold`;
    return { octets: byRatio, refusal: { ok: false, reason: "ratio", detail } };
  }
  const detail = `inflates to more than ${caps.inflatedBytes} octets`;
  return { octets: caps.inflatedBytes, refusal: { ok: false, reason: "too-large-inflated", detail } };
}

/**
 * Inflates one DEFLATE stream (RFC 1951) of at most `limit` octets; what follows it is left alone. Small input, which is
 * nearly every report, is inflated in place: a tenth of the time that the thread pool takes, and never more than about
 * two milliseconds, as the output is bounded too. The rest does not block.
 */
export async function inflateRaw(bytes: Uint8Array, limit: number): Promise<RawInflated> {
  if (fitsInPlace(bytes)) {
    const inPlace = inflateInPlace(bytes, limit, chunkInPlace);
    if (inPlace.ok || !inPlace.overLimit || limit <= maxOutputInPlace) return inPlace;
  }
  return inflateInPool(bytes, limit);
}

const maxBytesInPlace = 65_536;
const maxOutputInPlace = 1_048_576;
/** An ordinary report fits. zlib's default of four times as much is garbage that costs more time than inflating does. */
const chunkInPlace = 4_096;
const minChunk = 64;

export function fitsInPlace(bytes: Uint8Array): boolean {
  return bytes.length <= maxBytesInPlace;
}

/** Without waiting. `expected`: octets that will probably come out; a wrong guess costs only time. */
export function inflateInPlace(bytes: Uint8Array, most: number, expected: number): RawInflated {
  const limit = Math.min(most, maxOutputInPlace);
  // One octet more: zlib needs room to see the end, and would put a window aside for what may follow.
  const chunkSize = Math.max(minChunk, Math.min(expected + 1, maxBytesInPlace));
  try {
    return toInflated(inflateRawSync(bytes, { ...options(limit), chunkSize }), limit);
  } catch (error) {
    return inflateFault(error);
  }
}

/** Fewer, larger steps make the pool three times as fast as zlib's default. */
function inflateInPool(bytes: Uint8Array, limit: number): Promise<RawInflated> {
  return new Promise((resolve) => {
    inflateInBackground(bytes, { ...options(limit), chunkSize: 65_536 }, (error, result) => {
      resolve(error === null ? toInflated(result, limit) : inflateFault(error));
    });
  });
}

/** A limit of 0 is not accepted by zlib; one octet more is asked for and refused afterwards. */
function options(limit: number): ZlibOptions {
  return { info: true, maxOutputLength: limit + 1 };
}

/** With `info`, zlib hands out its engine too, which counted the octets it read; its types know only the buffer. */
function toInflated(result: unknown, limit: number): RawInflated {
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } };
  if (buffer.length > limit) return { ok: false, overLimit: true, detail: "" };
  return { ok: true, content: buffer, consumed: engine.bytesWritten };
}

function inflateFault(error: unknown): RawInflated {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "ERR_BUFFER_TOO_LARGE") return { ok: false, overLimit: true, detail: code };
  const detail = code === "Z_BUF_ERROR" ? "ends too early" : "its data is damaged";
  return { ok: false, overLimit: false, detail };
}
