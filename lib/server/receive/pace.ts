import { hash, randomBytes } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export type Pace = {
  /** Counts one more of that key; `null`: it may come; otherwise the seconds after which the next one may. */
  slowDown(key: string): Promise<number | null>;
};

/** How many counters there are at the most: a counter costs about a kilobyte, and anybody can make up keys. */
const counters = 16_384;

/**
 * How fast one key may go on in this process: at most `points` within `seconds`. It is the first line against floods
 * and costs no look-up; what is kept in a day is counted in the database (lib/db/reports/allowance.ts). Keys share a
 * bounded number of counters, and nobody outside can tell which share one, so `points` must leave room for a neighbour.
 */
export function createPace({ points, seconds }: { points: number; seconds: number }): Pace {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const salt = randomBytes(16).toString("hex");
  const counterOf = (key: string) => hash("sha1", salt + key, "buffer").readUInt32BE() % counters;
  return {
    async slowDown(key) {
      try {
        await limiter.consume(counterOf(key));
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      }
    },
  };
}
