import { expect, test } from "vitest";
import { countLeading, trimEndOf } from "./blanks.ts";

test.each([
  ["", ""],
  [" \t", ""],
  ["a b \t ", "a b"],
  [" a", " a"],
  ["a\n", "a\n"],
])("the end of %j", (text, expected) => {
  expect(trimEndOf(text, " \t")).toBe(expected);
});

test.each([
  ["", 0],
  [" \t", 2],
  ["\t a ", 2],
  ["a ", 0],
  ["\n a", 0],
])("blanks before %j", (text, expected) => {
  expect(countLeading(text, " \t")).toBe(expected);
});
