import { expect, test } from "vitest";
import { lineEndsOf } from "./line-ends.ts";

test.each([
  ["a", null],
  ["a\nb\n", "lf"],
  ["a\r\nb\r\n", "crlf"],
  ["a\r\nb\n", "mixedLineEnds"],
  ["a\rb", null],
])("%j", (text, expected) => {
  expect(lineEndsOf(text)).toBe(expected);
});
