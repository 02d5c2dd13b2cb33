import { caps } from "./caps.ts";

export type Inflated =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; fault: "too-large-inflated" | "damaged-gzip"; limit: number | null };

/**
 * Inflates gzip with the browser's own decompressor, and stops it as soon as it has given more than `maxOctets` or more
 * than any report would. Never rejects.
 */
export async function inflateGzip(bytes: Uint8Array<ArrayBuffer>, maxOctets: number): Promise<Inflated> {
  const limit = Math.min(maxOctets, Math.max(1_048_576, bytes.length * caps.ratio));
  const whole = await inflateMember(bytes, limit);
  return whole.ok || whole.fault !== "damaged-gzip" ? whole : inflateMembers(bytes, limit);
}

async function inflateMember(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > limit) {
        await reader.cancel();
        return { ok: false, fault: "too-large-inflated", limit };
      }
      chunks.push(step.value);
    }
  } catch {
    return { ok: false, fault: "damaged-gzip", limit: null };
  }
  return { ok: true, bytes: joined(chunks) };
}

/**
 * Gzip may consist of several members in a row (RFC 1952 §2.2), which the browser takes for junk behind the first. A
 * member ends where the next begins, if what lies between passes its checksum.
 */
async function inflateMembers(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const parts: Uint8Array[] = [];
  let start = 0;
  let length = 0;
  for (const end of [...memberStarts(bytes), bytes.length]) {
    const member = await inflateMember(bytes.subarray(start, end), limit - length);
    if (member.ok) {
      parts.push(member.bytes);
      length += member.bytes.length;
      start = end;
    } else if (member.fault === "too-large-inflated") return { ...member, limit };
  }
  if (start !== bytes.length) return { ok: false, fault: "damaged-gzip", limit: null };
  return { ok: true, bytes: joined(parts) };
}

const maxMembers = 256;

/** Where a further member may begin: its first four octets look like a header's. */
function memberStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (
    let at = bytes.indexOf(0x1f, 1);
    at !== -1 && starts.length < maxMembers;
    at = bytes.indexOf(0x1f, at + 1)
  ) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && ((bytes[at + 3] ?? 0xff) & 0xe0) === 0)
      starts.push(at);
  }
  return starts;
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
