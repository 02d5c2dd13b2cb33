export type Read = { ok: true; bytes: Uint8Array } | { ok: false; reason: "too-large" | "no-room" };

/**
 * Reads a body whole, or gives up as soon as it is larger than `cap` octets, or `take` refuses room for the octets
 * that came. Works on node and web streams.
 */
export async function readCapped(
  stream: AsyncIterable<Uint8Array> | null,
  cap: number,
  take: (octets: number) => boolean = () => true,
): Promise<Read> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength;
    if (length > cap) return { ok: false, reason: "too-large" };
    if (!take(chunk.byteLength)) return { ok: false, reason: "no-room" };
    chunks.push(chunk);
  }
  const [only] = chunks;
  return { ok: true, bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks, length) };
}
