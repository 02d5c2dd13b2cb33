import { expect, test } from "vitest";
import { nextPolicyId } from "./policy-id.ts";

const now = new Date("2026-03-02T12:00:00.500Z");

test.each<[string, string | null, string]>([
  ["none before", null, "20260302120000Z"],
  ["an older one", "20250101000000Z", "20260302120000Z"],
  ["one of this very second", "20260302120000Z", "20260302120001Z"],
  ["one of the second before", "20260302115959Z", "20260302120000Z"],
  ["a clock that was set back", "20260302130000Z", "20260302130001Z"],
  ["one written with a T", "20260302T130000", "20260302130001Z"],
  ["a counter", "42", "20260302120000Z"],
  ["the last of all times", "99991231235959Z", "20260302120000Z"],
  ["digits that are no time", "99999999999999Z", "20260302120000Z"],
])("after %s", (_, previous, expected) => {
  expect(nextPolicyId(now, previous)).toBe(expected);
});
