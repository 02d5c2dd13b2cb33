/**
 * How one shared case fared. `on-purpose`: we differ, and `on-purpose.ts` says why. `elsewhere`: it is about mail,
 * HTTP or a file that is not here, and nothing was judged.
 */
export type Outcome =
  | { kind: "agreed" }
  | { kind: "on-purpose"; reason: string }
  | { kind: "failed"; problem: string }
  | { kind: "elsewhere"; why: string };

export const agreed: Outcome = { kind: "agreed" };

export function failed(problem: string): Outcome {
  return { kind: "failed", problem };
}

/** Compares two JSON-able values; keys that `expected` lacks do not matter, `undefined` there matches anything. */
export function compare(what: string, expected: unknown, actual: unknown): Outcome {
  if (expected === undefined || JSON.stringify(expected) === JSON.stringify(actual)) return agreed;
  return failed(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/** The first failure, or agreement. */
export function allOf(outcomes: Outcome[]): Outcome {
  return outcomes.find((outcome) => outcome.kind !== "agreed") ?? agreed;
}
