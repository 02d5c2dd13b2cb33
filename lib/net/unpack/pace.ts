import { setImmediate } from "node:timers/promises";
import { asBuffer } from "./json-text.ts";

/**
 * Keeps long work from holding the event loop: whoever works says how many octets it looked at, and rests when `spend`
 * says so. Work that is bounded by octets is then bounded in time, too, however large the input.
 */
export type Pace = { spend: (octets: number) => boolean; rest: () => Promise<void> };

/** A few milliseconds of the slowest look, octet by octet. */
const stride = 524_288;

export function createPace(): Pace {
  let left = stride;
  return {
    spend: (octets) => {
      left -= octets;
      return left < 0;
    },
    rest: async () => {
      left = stride;
      await setImmediate();
    },
  };
}

/**
 * Where `needle` next stands at or after `from`, or -1. A promise only when it is time to rest: hostile input makes
 * millions of these calls, and to wait for each would cost more than the search.
 */
export function seek(bytes: Uint8Array, needle: Buffer, from: number, pace: Pace): number | Promise<number> {
  const buffer = asBuffer(bytes);
  for (let start = from; start < buffer.length; start += stretch) {
    const found = buffer.subarray(start, start + stretch + needle.length - 1).indexOf(needle);
    const isDue = pace.spend(callCost + (found === -1 ? stretch / 4 : found / 4));
    if (found !== -1) return isDue ? pace.rest().then(() => start + found) : start + found;
    if (isDue) return pace.rest().then(() => seek(bytes, needle, start + stretch, pace));
  }
  return -1;
}

const stretch = 262_144;
/** What a call into native code costs, in octets that could have been looked at meanwhile. */
const callCost = 128;
