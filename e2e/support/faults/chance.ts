/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export type Chance = {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in that many of a hundred. */
  percent(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
};

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    percent: (share) => next() * 100 < share,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
  };
}
