import { expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";

const marks = { same: " ", removed: "-", added: "+" };

test.each([
  ["nothing changed", "a\nb", "a\nb", [" a", " b"]],
  ["a line in the middle", "a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
  ["one more at the end", "a\n", "a\nb\n", [" a", "+b"]],
  ["one fewer at the start", "a\nb", "b", ["-a", " b"]],
  ["everything", "a", "b", ["-a", "+b"]],
  ["from nothing", "", "a", ["+a"]],
  ["to nothing", "a", "", ["-a"]],
  ["line ends alone", "a\r\nb\r\n", "a\nb\n", [" a", " b"]],
  ["two lines that change places", "a\nb", "b\na", ["-a", " b", "+a"]],
])("%s", (_, before, after, shown) => {
  expect(lineDiff(before, after).map(({ kind, text }) => marks[kind] + text)).toEqual(shown);
});

test("a text without end is cut", () => {
  const long = Array.from({ length: 5_000 }, (_, line) => `mx: mx${line}.example.test`).join("\n");
  expect(lineDiff(long, "").length).toBe(200);
});
