import type { PolicyMode } from "./policy-shape.ts";

/** Values of `max_age` worth choosing from, in seconds, the last being the RFC's maximum (RFC 8461 §3.2). */
export const maxAgePresets = [86_400, 604_800, 1_209_600, 2_592_000, 15_552_000, 31_557_600] as const;

export type MaxAgePreset = (typeof maxAgePresets)[number];

/**
 * What to begin with: a week while testing, so that mistakes pass; a month to enforce, as the RFC wants weeks or more
 * (§3.2); a day on the way out, as in its example (§8.3).
 */
export function suggestedMaxAge(mode: PolicyMode): MaxAgePreset {
  switch (mode) {
    case "testing":
      return 604_800;
    case "enforce":
      return 2_592_000;
    case "none":
      return 86_400;
    default:
      return mode satisfies never;
  }
}
