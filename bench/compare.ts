/** What one measurement came to: how many of `unit` in a second, or whatever else is compared. */
export type Comparison = {
  measure: string;
  /** What the ratio must be; `max` where less is better. */
  target: { min: number } | { max: number };
  unit: string;
  ours: number[];
  reference: number[];
  /** One per round, in order. */
  ratios: number[];
};

export type Sides = {
  ours: (round: number) => Promise<number>;
  reference: (round: number) => Promise<number>;
};

/**
 * Alternates ours and the reference, round by round, and who begins. The first round of each is for compilers and
 * caches and does not count.
 */
export async function alternate(
  rounds: number,
  { ours, reference }: Sides,
): Promise<Pick<Comparison, "ours" | "reference" | "ratios">> {
  const told = { ours: [] as number[], reference: [] as number[], ratios: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0 ? await ours(round) : await reference(round);
    const second = round % 2 === 0 ? await reference(round) : await ours(round);
    if (round === 0) continue;
    const [mine, theirs] = round % 2 === 0 ? [first, second] : [second, first];
    told.ours.push(mine);
    told.reference.push(theirs);
    told.ratios.push(mine / theirs);
  }
  return told;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] =
    sorted.length % 2 === 0 ? [sorted[middle - 1], sorted[middle]] : [sorted[middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

export function reached({ target, ratios }: Pick<Comparison, "target" | "ratios">): boolean {
  const ratio = median(ratios);
  return "min" in target ? ratio >= target.min : ratio <= target.max;
}
