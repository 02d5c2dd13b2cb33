import { expect, test } from "vitest";
import { durationOf } from "./duration.ts";

test.each([
  [0, { value: 0, unit: "second" }],
  [59, { value: 59, unit: "second" }],
  [300, { value: 5, unit: "minute" }],
  [5_400, { value: 1.5, unit: "hour" }],
  [86_400, { value: 1, unit: "day" }],
  [604_800, { value: 7, unit: "day" }],
  [31_557_600, { value: 365.3, unit: "day" }],
])("%d seconds", (seconds, expected) => {
  expect(durationOf(seconds)).toEqual(expected);
});
