import { expect, test } from "vitest";
import { storableJson } from "./storable-json.ts";

test.each([
  ["a\0b", "a\uFFFDb"],
  ["cut \uD83D", "cut \uFFFD"],
  ["\u{1F600} \u0007 é", "\u{1F600} \u0007 é"],
  [
    { texts: ["\0", { deep: "\uDC00", n: 1, none: null }] },
    { texts: ["\uFFFD", { deep: "\uFFFD", n: 1, none: null }] },
  ],
  [{ "key\0": true }, { "key\uFFFD": true }],
  [[], []],
])("%j", (value, storable) => {
  expect(storableJson(value)).toEqual(storable);
});

test("what is storable is not copied", () => {
  const value = { text: "plain" };
  expect(storableJson(value)).toBe(value);
});
