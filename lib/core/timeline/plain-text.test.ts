import { expect, test } from "vitest";
import { plainText } from "./plain-text.ts";

test.each([
  ["plain text stays as it is", "v=STSv1; id=1;", 20, "v=STSv1; id=1;"],
  ["as long as it may be", "abcde", 5, "abcde"],
  ["too long", "abcdef", 5, "abcd…"],
  ["line ends and tabs stay", "a\r\n\tb", 20, "a\r\n\tb"],
  ["what the database refuses", "a\0b", 20, "a\uFFFDb"],
  ["what a page cannot show", "a\u001b[31m\u0085", 20, "a\uFFFD[31m\uFFFD"],
  ["half a character", "a\ud83d", 20, "a\uFFFD"],
  ["half a character, by the cut", "abc\u{1F600}de", 5, "abc\uFFFD…"],
])("%s", (_, text, max, plain) => {
  expect(plainText(text, max)).toBe(plain);
});
