import type { BundleCaps } from "./caps.ts";
import { splitAtFromLines } from "./from-lines.ts";
import { createPace, type Pace, seek } from "./pace.ts";

/**
 * One message of a mailbox. `octets`: its size in the file. Beyond the cap `mailBytes`, `bytes` is only its beginning.
 */
export type MboxMessage = { kind: "message"; number: number; bytes: Buffer; octets: number };

/** There are more messages than the cap `mboxMessages`; reading ended. */
export type MboxEnd = { kind: "too-many-messages"; limit: number };

export type MboxCaps = Pick<BundleCaps, "mailBytes" | "mboxMessages">;

/**
 * Reads a mailbox file (RFC 4155) of any size, a message at a time: what is held is one message, at most `mailBytes` of
 * it, and one chunk. `>From ` is read back as mboxrd writes it; empty messages are left out. Rejects only when `chunks`
 * does, and closes it when the reader stops early.
 */
export async function* readMbox(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  caps: MboxCaps,
  pace: Pace = createPace(),
): AsyncGenerator<MboxMessage | MboxEnd> {
  const message = createMessage(caps.mailBytes);
  let number = 0;
  for await (const piece of splitAtFromLines(chunks, pace)) {
    if (piece.kind === "octets") message.add(piece.bytes);
    else {
      const octets = message.octets();
      const bytes = await unescaped(withoutLastEmptyLine(message.take()), pace);
      if (bytes.length === 0) continue;
      if (number === caps.mboxMessages) return yield { kind: "too-many-messages", limit: caps.mboxMessages };
      yield { kind: "message", number: ++number, bytes, octets };
    }
  }
}

/** Gathers the octets of one message, as many as may be kept. */
function createMessage(mailBytes: number) {
  let parts: Uint8Array[] = [];
  let octets = 0;
  return {
    add(bytes: Uint8Array) {
      // A copy, so that a small message does not hold the chunk that it stood in.
      if (octets < mailBytes) parts.push(new Uint8Array(bytes.subarray(0, mailBytes - octets)));
      octets += bytes.length;
    },
    octets: () => octets,
    take(): Buffer {
      const bytes = Buffer.concat(parts);
      parts = [];
      octets = 0;
      return bytes;
    },
  };
}

/** The empty line before the next `From ` belongs to the mailbox. */
function withoutLastEmptyLine(bytes: Buffer): Buffer {
  if (bytes.toString("latin1", bytes.length - 2) === "\r\n" && isLineEnd(bytes, bytes.length - 3)) {
    return bytes.subarray(0, -2);
  }
  if (bytes.at(-1) === lineFeed && isLineEnd(bytes, bytes.length - 2)) return bytes.subarray(0, -1);
  return bytes;
}

function isLineEnd(bytes: Buffer, at: number): boolean {
  return at < 0 || bytes[at] === lineFeed;
}

/** Takes one `>` away from lines of `>From ` (mboxrd), in place. */
async function unescaped(bytes: Buffer, pace: Pace): Promise<Buffer> {
  let length = 0;
  let copied = 0;
  for (let from = 0; ; ) {
    const sought = seek(bytes, escapedFrom, from, pace);
    const at = typeof sought === "number" ? sought : await sought;
    if (at === -1) break;
    from = at + escapedFrom.length;
    let lineStart = at;
    while (bytes[lineStart - 1] === greaterThan && lineStart > copied) lineStart--;
    if (!isLineEnd(bytes, lineStart - 1)) continue;
    bytes.copyWithin(length, copied, at);
    length += at - copied;
    copied = at + 1;
  }
  bytes.copyWithin(length, copied);
  return bytes.subarray(0, length + bytes.length - copied);
}

const escapedFrom = Buffer.from(">From ");
const lineFeed = 0x0a;
const greaterThan = 0x3e;
