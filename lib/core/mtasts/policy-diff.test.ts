import { expect, test } from "vitest";
import type { MtaStsPolicy } from "./policy.ts";
import { canonicalPolicyText, policyDiff } from "./policy-diff.ts";

const before: MtaStsPolicy = {
  mode: "testing",
  mx: ["a.example", "*.b.example"],
  maxAgeSeconds: 86_400,
  extensions: [],
};
const nothing = {
  mode: null,
  maxAgeSeconds: null,
  mxAdded: [],
  mxRemoved: [],
  extensionsChanged: false,
  same: true,
};

test.each<[string, Partial<MtaStsPolicy>, Partial<ReturnType<typeof policyDiff>>]>([
  ["nothing", {}, {}],
  ["order, case and repetition", { mx: ["*.B.example", "A.EXAMPLE", "a.example"] }, {}],
  ["mode", { mode: "enforce" }, { mode: { from: "testing", to: "enforce" } }],
  ["max_age", { maxAgeSeconds: 1 }, { maxAgeSeconds: { from: 86_400, to: 1 } }],
  ["patterns", { mx: ["a.example", "c.example"] }, { mxAdded: ["c.example"], mxRemoved: ["*.b.example"] }],
  ["extensions", { extensions: [{ name: "x", value: "y" }] }, { extensionsChanged: true }],
])("%s", (_, change, expected) => {
  const same = Object.keys(expected).length === 0;
  expect(policyDiff(before, { ...before, ...change })).toEqual({ ...nothing, ...expected, same });
});

test("the canonical text is a policy in one spelling", () => {
  const text = canonicalPolicyText({ ...before, mx: ["B.example", "a.example", "A.example"] });
  expect(text).toBe(
    "version: STSv1\r\nmode: testing\r\nmx: a.example\r\nmx: b.example\r\nmax_age: 86400\r\n",
  );
});
