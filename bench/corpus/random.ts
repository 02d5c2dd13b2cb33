/** The same numbers for the same seed, on every machine (a 32-bit xorshift over a mixed seed). */
export type Random = {
  /** A whole number, 0 ≤ n < limit. */
  below(limit: number): number;
  /** True once in so many times. */
  onceIn(times: number): boolean;
  /** Hexadecimal digits. */
  hex(digits: number): string;
};

export function createRandom(...seeds: number[]): Random {
  let state = 0x9e3779b9;
  for (const seed of seeds) state = mixed(state ^ mixed(seed + 0x7f4a7c15));
  if (state === 0) state = 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    onceIn: (times) => below(times) === 0,
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(""),
  };
}

function mixed(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return x ^ (x >>> 16);
}
