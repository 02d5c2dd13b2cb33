import { expect, test } from "vitest";
import { serverWords } from "./server-words.ts";

test.each([
  ["plain words", "Invalid credentials", "Invalid credentials"],
  ["control characters", "one\r\ntwo\u0000\u001b[31mred", "one two [31mred"],
  ["a direction override", "abc\u202etxt", "abc txt"],
  ["nothing to see", "\r\n\u0007", null],
  ["the password repeated", "LOGIN robot hunter22 is wrong", "LOGIN robot ••• is wrong"],
])("%s", (_, said, shown) => {
  expect(serverWords(said, ["hunter22", ""])).toBe(shown);
});

test("a flood of words is cut", () => {
  expect(serverWords("x".repeat(10_000))).toHaveLength(300);
});
