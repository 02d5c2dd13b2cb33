export type Read =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; reason: "too-large" | "no-room" | "too-slow" | "broken-off" };

/**
 * Reads a body whole, or gives up as soon as it is larger than `cap` octets, has taken longer than `withinMs`, or
 * `take` refuses room for what came. Works on node and web streams; what is left of a stream that was given up is not
 * read.
 */
export async function readCapped(
  stream: AsyncIterable<Uint8Array> | null,
  cap: number,
  { withinMs = 60_000, take = () => true }: { withinMs?: number; take?: (octets: number) => boolean } = {},
): Promise<Read> {
  const overdue = deadline(withinMs);
  const pieces = (stream ?? nothing())[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), overdue.passed]);
      if (next === "passed") return { ok: false, reason: "too-slow" };
      if (next.done) return { ok: true, bytes: joined(chunks, length) };
      length += next.value.byteLength;
      if (length > cap) return { ok: false, reason: "too-large" };
      if (!take(next.value.byteLength)) return { ok: false, reason: "no-room" };
      chunks.push(next.value);
    }
  } catch {
    return { ok: false, reason: "broken-off" };
  } finally {
    overdue.forget();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function deadline(ms: number): { passed: Promise<"passed">; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<"passed">();
  const timer = setTimeout(() => resolve("passed"), ms);
  return { passed: promise, forget: () => clearTimeout(timer) };
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks, length);
}
