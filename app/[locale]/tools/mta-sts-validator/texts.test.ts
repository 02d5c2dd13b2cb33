import { expect, test } from "vitest";
import { judgeMtaStsSnippet } from "#lib/core/inspect/judge-mtasts-snippet.ts";
import { parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { example, nothing, withPlainLineEnds } from "./texts.ts";

test("the example shows a mistake in the record, and several in the policy", () => {
  expect(judgeMtaStsSnippet(example.record).findings.map(({ code }) => code)).toEqual([
    "mtasts-id-character",
  ]);
  expect(parseMtaStsPolicy(example.policy).findings.map(({ code }) => code)).toEqual([
    "mtasts-policy-blank-line",
    "mtasts-policy-mx-trailing-dot",
  ]);
  expect(parseMtaStsPolicy(example.before).ok).toBe(true);
});

test("line ends are as a box has them", () => {
  expect(withPlainLineEnds({ ...nothing, policy: "a\r\nb\n" }).policy).toBe("a\nb\n");
});
