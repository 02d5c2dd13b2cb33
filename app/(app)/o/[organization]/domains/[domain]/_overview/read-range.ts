import { type RangeLength, rangeLengths } from "#lib/core/trend/range.ts";

const usual: RangeLength = 30;

/** The range that `?range=` names; thirty days for anything that is none of ours. */
export function readRange(text: string | string[] | undefined): RangeLength {
  return rangeLengths.find((length) => String(length) === text) ?? usual;
}
