import { describe, expect, test } from "vitest";
import type { SpfOutcome } from "./evidence.ts";
import { judgeSpfLook } from "./judge-spf-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";

const domain = "a.example";

const judge = (outcome: Partial<SpfOutcome>, texts = ["v=spf1 -all"]) =>
  brief(
    judgeSpfLook({
      domain,
      txt: found(texts),
      outcome: {
        result: "fail",
        reason: null,
        lookups: { count: 3, limit: 10, void: 0 },
        usesPtr: false,
        ...outcome,
      },
    }),
  );

const lookups = (count: number, empty = 0) => ({ lookups: { count, limit: 10, void: empty } });

describe("what the evaluation came to", () => {
  test.each<[string, Partial<SpfOutcome>, string, string[]]>([
    ["fail: everybody else is refused", { result: "fail" }, "ok", []],
    ["softfail", { result: "softfail" }, "ok", ["info spf-softfail"]],
    ["neutral", { result: "neutral" }, "warning", ["warning spf-neutral"]],
    ["pass: anybody may send", { result: "pass" }, "error", ["error spf-allows-anyone"]],
    ["nine look-ups", lookups(9), "ok", ["info spf-near-limit"]],
    ["eight look-ups", lookups(8), "ok", []],
    ["eleven look-ups", { result: "permerror", ...lookups(11) }, "error", ["error spf-too-many-lookups"]],
    [
      "three empty ones",
      { result: "permerror", ...lookups(4, 3) },
      "error",
      ["error spf-too-many-void-lookups"],
    ],
    ["a syntax error", { result: "permerror", reason: "Unknown mechanism x" }, "error", ["error spf-broken"]],
    ["a failure on the way", { result: "temperror" }, "unknown", ["unknown spf-undetermined"]],
    ["ptr", { usesPtr: true }, "warning", ["warning spf-uses-ptr"]],
    ["no result", { result: "none" }, "unknown", ["unknown spf-not-evaluated"]],
  ])("%s", (_why, outcome, state, findings) => {
    expect(judge(outcome)).toEqual({ state, findings });
  });
});

describe("the records", () => {
  test.each([
    ["no TXT at all", absent],
    ["no such domain", nxdomain],
    ["other texts", found(["site-verification=1"])],
  ])("%s: SPF is missing", (_why, txt) => {
    expect(brief(judgeSpfLook({ domain, txt, outcome: null }))).toEqual({
      state: "absent",
      findings: ["warning spf-missing"],
    });
  });

  test("a failed look-up is unknown, never missing", () => {
    expect(brief(judgeSpfLook({ domain, txt: failed(), outcome: null }))).toEqual({
      state: "unknown",
      findings: ["unknown audit-lookup-failed"],
    });
  });

  test("two records void each other, whatever they evaluate to", () => {
    const two = ["v=spf1 -all", "V=SPF1 mx -all"];
    expect(judge({ result: "permerror" }, two)).toEqual({
      state: "error",
      findings: ["error spf-several-records"],
    });
  });

  test.each(['"v=spf1 -all"', "v=spf1-all", "v=spf -all", " v=spf1 -all", "v = spf1 -all"])(
    "%j was meant as SPF, and is none",
    (text) => {
      expect(brief(judgeSpfLook({ domain, txt: found([text]), outcome: null }))).toEqual({
        state: "absent",
        findings: ["warning spf-missing", "warning spf-not-recognised"],
      });
    },
  );

  test("of the texts only SPF is shown", () => {
    const { records } = judgeSpfLook({ domain, txt: found(["x", "v=spf1 -all"]), outcome: null });
    expect(records).toMatchObject([{ name: domain, outcome: "found", texts: ["v=spf1 -all"] }]);
  });
});
