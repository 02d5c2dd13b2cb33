import { TooBusy } from "#lib/db/too-busy.ts";
import { defaultUnpackCaps } from "#lib/net/unpack/caps.ts";
import { createRoom, type Place } from "#lib/services/room.ts";

const mebi = 1_048_576;

/**
 * What this process unpacks, reads and stores at a time, in characters of JSON: a small body can become a report of
 * ten megabytes, and many such at once would take all memory. Those that might have a room of their own, so that
 * ordinary reports never wait behind them.
 */
const ordinary = createRoom({ size: 64 * mebi, maxWaiting: 5_000 });
const large = createRoom({ size: 40 * mebi, maxWaiting: 200 });

/**
 * Waits for room for the largest report that a body of so many octets may hold, or for a text of exactly that many
 * characters when it is `unpacked`; the caller gives back what it did not need, and leaves. Rejects with `TooBusy`
 * when too many wait: then the sender must try again.
 */
export async function enterWorkroom(size: number, unpacked: boolean): Promise<Place> {
  const { inflatedBytes, ratio } = defaultUnpackCaps;
  const largest = unpacked ? size : Math.min(inflatedBytes, Math.max(mebi, size * ratio));
  const place = await (largest > mebi ? large : ordinary).enter(largest);
  if (!place) throw new TooBusy("Too many reports are waiting to be read.");
  return place;
}
