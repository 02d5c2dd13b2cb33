import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export type Pace = {
  /** Counts one more of that key; `null`: it may come; otherwise the seconds after which the next one may. */
  slowDown(key: string): Promise<number | null>;
};

/**
 * How fast one key may go on in this process: at most `points` within `seconds`. It is the first line against floods
 * and costs no look-up; what is kept in a day is counted in the database (lib/db/reports/allowance.ts).
 */
export function createPace({ points, seconds }: { points: number; seconds: number }): Pace {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async slowDown(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      }
    },
  };
}
