import fc from "fast-check";
import { expect, test } from "vitest";
import { commonSelectors, maxGivenSelectors, parseSelectors } from "./selectors.ts";

test.each([
  ["", [], []],
  ["s1", ["s1"], []],
  ["s1, S2;s3\ns4", ["s1", "s2", "s3", "s4"], []],
  ["S1 s1", ["s1"], []],
  ["2026.mail", ["2026.mail"], []],
  ["key_1", ["key_1"], []],
  ["s1._domainkey.example.com", ["s1"], []],
  ["s1._domainkey", ["s1"], []],
  ["_domainkey", [], ["_domainkey"]],
  ["-s1 s1- é a..b", [], ["-s1", "s1-", "é", "a..b"]],
  ["a b c d e f", ["a", "b", "c", "d", "e"], ["f"]],
])("%j", (text, selectors, refused) => {
  expect(parseSelectors(text)).toEqual({ selectors, refused });
});

test("every common selector is one", () => {
  for (const selector of commonSelectors) expect(parseSelectors(selector).selectors).toEqual([selector]);
  expect(new Set(commonSelectors).size).toBe(commonSelectors.length);
});

test("no text makes it throw, or gives more than a few", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
      const { selectors, refused } = parseSelectors(text);
      expect(selectors.length).toBeLessThanOrEqual(maxGivenSelectors);
      expect(refused.length).toBeLessThanOrEqual(maxGivenSelectors);
    }),
  );
});
