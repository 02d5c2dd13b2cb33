import { expect, test } from "vitest";
import { textPlace } from "./text-place.ts";

test.each<[string, string, [number, number], object]>([
  [
    "in the middle",
    "v=TSLRPTv1; rua",
    [0, 10],
    { line: 1, column: 1, before: "", marked: "v=TSLRPTv1", after: "; rua" },
  ],
  ["on a second line", "a\r\nbcd", [4, 5], { line: 2, column: 2, before: "b", marked: "c", after: "d" }],
  ["an empty span at the end", "abc", [3, 3], { line: 1, column: 4, before: "abc", marked: "", after: "" }],
  ["over a line end", "ab\ncd", [1, 4], { line: 1, column: 2, before: "a", marked: "b↵c", after: "d" }],
  [
    "far from the line's ends",
    `${"x".repeat(50)}!${"y".repeat(50)}`,
    [50, 51],
    { before: `…${"x".repeat(36)}`, marked: "!", after: `${"y".repeat(36)}…` },
  ],
  ["half a character", "😀", [1, 2], { before: "\uFFFD", marked: "\uFFFD" }],
])("%s", (_what, text, [start, end], expected) => {
  expect(textPlace(text, { start, end })).toMatchObject(expected);
});

test("a long span is shortened", () => {
  expect(textPlace("z".repeat(500), { start: 0, end: 500 }).marked).toHaveLength(153);
});
