import { constants, gunzipSync } from "node:zlib";
import { defaultUnpackCaps } from "#lib/net/unpack/caps.ts";
import { inflateGzip } from "#lib/net/unpack/gzip.ts";
import type { Coding } from "./delivery-head.ts";

/**
 * Takes off a content coding (RFC 9110 §8.4) that lies over a media type which is gzip itself: gzip in gzip. Everything
 * else is left as it came, since most senders that name a coding mean the media type's own compression, and the octets
 * tell it. What cannot be inflated under the caps is left too: unpacking then names the fault. `take` is asked for
 * room before anything grows; `null`: there is none.
 */
export async function removeCoding(
  bytes: Uint8Array,
  coding: Coding,
  take: (octets: number) => boolean,
): Promise<Uint8Array | null> {
  if (coding === "identity" || !isGzip(bytes) || !isGzip(beginningOf(bytes))) return bytes;
  const caps = { inflatedBytes: defaultUnpackCaps.compressedBytes, ratio: defaultUnpackCaps.ratio };
  if (!take(Math.min(caps.inflatedBytes, bytes.byteLength * caps.ratio))) return null;
  const inflated = await inflateGzip(bytes, caps);
  return inflated.ok ? inflated.bytes : bytes;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Some of the first inflated octets. Compressed octets hardly inflate, so a stream of them stays far below the cap. */
function beginningOf(bytes: Uint8Array): Uint8Array {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 65_536 };
    return gunzipSync(bytes.subarray(0, 1_024), options);
  } catch {
    return new Uint8Array();
  }
}
