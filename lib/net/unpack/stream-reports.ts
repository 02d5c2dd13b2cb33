import { createBudget } from "./budget.ts";
import { type BundleCaps, defaultStreamCaps } from "./caps.ts";
import { findInMessages, lookInto } from "./find-reports.ts";
import type { Found } from "./found.ts";
import { beginsMbox } from "./from-lines.ts";
import { asBuffer } from "./json-text.ts";
import { readMbox } from "./mbox.ts";
import { createPace } from "./pace.ts";
import { type Piece, refusalOf, wholePiece } from "./piece.ts";

/** Like `streamReports`, for what is there whole. */
export async function findInWhole(
  bytes: Uint8Array,
  caps: BundleCaps = defaultStreamCaps,
): Promise<Iterable<Found> | AsyncIterable<Found>> {
  if (beginsMbox(bytes)) return streamMbox(only(bytes), caps);
  if (bytes.length > caps.fileBytes) {
    const detail = `more than ${caps.fileBytes} octets`;
    return [refusalOf(wholePiece(bytes), { reason: "too-large-file", detail }, null)];
  }
  return lookInto(wholePiece(bytes), createBudget(caps));
}

/**
 * Like `unpackReports`, also for what is read piece by piece: a mailbox of any size is held a mail at a time, each with the
 * caps of its own; anything else is gathered up to `fileBytes`. What is found is given at once, so that it can be stored
 * before more is read. Rejects only when `chunks` does.
 */
export async function* streamReports(
  chunks: AsyncIterable<Uint8Array>,
  caps: BundleCaps = defaultStreamCaps,
): AsyncGenerator<Found> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const start = await gather(source, firstLook);
    if (beginsMbox(start.bytes)) yield* streamMbox(followedBy(start.bytes, source), caps);
    else yield* await findInWhole(await gatherAll(start, source, caps.fileBytes + 1), caps);
  } finally {
    await source.return?.();
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Enough to see how a mailbox begins. */
const firstLook = 1_024;

async function* streamMbox(chunks: AsyncIterable<Uint8Array>, caps: BundleCaps): AsyncGenerator<Found> {
  const pace = createPace();
  const mbox: Piece = { ...wholePiece(new Uint8Array()), around: ["mbox"] };
  yield* findInMessages(mbox, readMbox(chunks, caps, pace), () => createBudget(caps, pace));
}

type Gathered = { bytes: Buffer; ended: boolean };

async function gatherAll(
  start: Gathered,
  source: AsyncIterator<Uint8Array>,
  octets: number,
): Promise<Uint8Array> {
  if (start.ended) return start.bytes;
  const rest = await gather(source, octets - start.bytes.length);
  return Buffer.concat([start.bytes, rest.bytes]);
}

/** At least `octets`, unless the source ends before. */
async function gather(source: AsyncIterator<Uint8Array>, octets: number): Promise<Gathered> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < octets) {
    const next = await source.next();
    if (next.done) return { bytes: joined(parts), ended: true };
    parts.push(next.value);
    length += next.value.length;
  }
  return { bytes: joined(parts), ended: false };
}

function joined(parts: Uint8Array[]): Buffer {
  return parts.length === 1 && parts[0] ? asBuffer(parts[0]) : Buffer.concat(parts);
}

async function* followedBy(start: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
