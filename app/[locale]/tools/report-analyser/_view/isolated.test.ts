import { expect, test } from "vitest";
import { isolated } from "./isolated.ts";

test.each([
  ["a name", "mx1.example.com", "\u2068mx1.example.com\u2069"],
  ["a text that turns the direction of writing", "\u202Eevil", "\u2068\u202Eevil\u2069"],
  ["half a character", "a\uD800", "\u2068a\uFFFD\u2069"],
  [
    "a long text, of which both ends stay",
    "a".repeat(200),
    `\u2068${"a".repeat(80)}…${"a".repeat(30)}\u2069`,
  ],
])("%s", (_what, text, shown) => {
  expect(isolated(text)).toBe(shown);
});
