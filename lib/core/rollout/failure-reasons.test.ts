import { describe, expect, test } from "vitest";
import { judgeRollout } from "./judge-rollout.ts";
import type { DailyEvidence } from "./rollout.ts";
import { bad, deciding, good, now, span, story, twoGoodReporters } from "./testing/rollout-story.ts";

describe("testing, a reporter that saw failures", () => {
  test.each<[string, DailyEvidence[], string]>([
    ["yesterday", [bad("Gamma", 1, "starttls-not-supported")], "blocking-failures"],
    [
      "one of a million",
      [bad("Gamma", 1, "validation-failure", { failed: 1, successful: 999_999 })],
      "blocking-failures",
    ],
    ["today", [bad("Gamma", 0, "certificate-host-mismatch")], "blocking-failures"],
    ["tomorrow, by a wrong clock", [bad("Gamma", -1, "certificate-host-mismatch")], "blocking-failures"],
    [
      "of a sender that found no policy",
      [bad("Gamma", 1, "certificate-expired", { policyType: "no-policy-found" })],
      "blocking-failures",
    ],
    ["in an upload", [bad("Gamma", 1, "certificate-not-trusted", { trust: "upload" })], "blocking-failures"],
    ["without a type", [bad("Gamma", 1, null)], "unexplained-failures"],
    ["with an empty type", [bad("Gamma", 1, "")], "unexplained-failures"],
    ["of a type that no registry knows", [bad("Gamma", 1, "solar-flare")], "unexplained-failures"],
    ["that no detail names", [{ ...good("Gamma", 1, 5), failed: 3 }], "unexplained-failures"],
    [
      "beside a summary of zero",
      [{ ...bad("Gamma", 1, "certificate-expired"), failed: 0 }],
      "blocking-failures",
    ],
    [
      "ten days ago, and was silent since",
      [bad("Gamma", 10, "certificate-expired")],
      "not-confirmed-by-reporter",
    ],
    [
      "ten days ago, and only found no policy since",
      [bad("Gamma", 10, "certificate-expired"), { ...good("Gamma", 2, 9), successfulUnderPolicy: 0 }],
      "not-confirmed-by-reporter",
    ],
    [
      "ten days ago, and nobody vouches for its success since",
      [bad("Gamma", 10, "certificate-expired"), good("Gamma", 2, 9, "unverified")],
      "not-confirmed-by-reporter",
    ],
    [
      "on the oldest day of the look-back, and was silent since",
      [bad("Gamma", 30, "certificate-expired")],
      "not-confirmed-by-reporter",
    ],
    [
      "three days ago, and success since",
      [bad("Gamma", 3, "certificate-expired"), good("Gamma", 1, 9)],
      "settling",
    ],
    [
      "seven days ago, and success since: six full days",
      [bad("Gamma", 7, "certificate-expired"), good("Gamma", 1, 9)],
      "settling",
    ],
    [
      "on half of its newest day",
      [good("Gamma", 2, 9), bad("Gamma", 1, "certificate-expired", { successful: 8 })],
      "blocking-failures",
    ],
  ])("%s: stay", (_story, rows, code) => {
    const verdict = judgeRollout(story({ days: [...twoGoodReporters(), ...rows] }));
    expect(verdict.advice).toBe("stay");
    expect(deciding(verdict)).toEqual([code]);
  });

  test.each<[string, DailyEvidence[]]>([
    [
      "eight days ago, and success since: seven full days",
      [bad("Gamma", 8, "certificate-expired"), good("Gamma", 6, 9)],
    ],
    ["before the look-back", [bad("Gamma", 31, "certificate-expired")]],
    ["of DANE: no MTA-STS mode changes them", [bad("Gamma", 1, "tlsa-invalid", { policyType: "tlsa" })]],
    [
      "of TLSA records by their general name",
      [bad("Gamma", 1, "validation-failure", { policyType: "tlsa" })],
    ],
    [
      "fetching the policy, one in a hundred",
      [bad("Gamma", 1, "sts-policy-fetch-error", { failed: 1, successful: 99 })],
    ],
  ])("%s: ready", (_story, rows) => {
    expect(judgeRollout(story({ days: [...twoGoodReporters(), ...rows] })).advice).toBe("ready");
  });

  test.each<[string, number, number, string[]]>([
    ["two in a hundred this week", 2, 3, ["policy-not-fetched"]],
    ["two in a hundred last week", 2, 9, []],
  ])("fetching the policy, %s", (_story, failed, ago, codes) => {
    const row = bad("Gamma", ago, "sts-webpki-invalid", { failed, successful: 98 });
    expect(deciding(judgeRollout(story({ days: [...twoGoodReporters(), row] })))).toEqual(codes);
  });
});

describe("testing, failures that nobody vouches for", () => {
  const forged = (ago: number, reporter = "Gamma") =>
    bad(reporter, ago, "certificate-expired", { trust: "unverified" });

  test.each<[string, DailyEvidence[], string[]]>([
    ["hold back", [forged(1)], ["unverified-failures"]],
    [
      "hold back as one ground, however many names",
      span(9, 1).map((n) => forged(1, `Name ${n}`)),
      ["unverified-failures"],
    ],
    ["are not settled by time", [forged(20)], ["unverified-failures"]],
    [
      "are not settled by others that nobody vouches for",
      [forged(3), good("Gamma", 1, 9, "unverified")],
      ["unverified-failures"],
    ],
    [
      "are not settled by an older vouched-for day",
      [forged(3), good("Gamma", 4, 9)],
      ["unverified-failures"],
    ],
    ["are settled by a vouched-for clean day of the same reporter", [forged(3), good("Gamma", 3, 9)], []],
    [
      "hold back when they say that the policy cannot be had",
      [bad("Gamma", 2, "sts-policy-invalid", { trust: "unverified" })],
      ["unverified-failures"],
    ],
    ["of DANE do not", [bad("Gamma", 2, "dnssec-invalid", { trust: "unverified" })], []],
  ])("%s", (_story, rows, codes) => {
    const verdict = judgeRollout(story({ days: [...twoGoodReporters(), ...rows] }));
    expect(deciding(verdict)).toEqual(codes);
    expect(verdict.impact.sessionsAtRisk).toBe(0);
  });

  test("count nowhere but in their own ground", () => {
    const [reason] = judgeRollout(
      story({ days: [...twoGoodReporters(), forged(1), forged(2, "Delta")] }),
    ).reasons;
    expect(reason?.data).toEqual({ reporter: "Delta", reporters: 2, sessions: 16, lookbackDays: 30 });
  });
});

test("a flood that shuts out what nobody vouches for holds back until it is over", () => {
  const until = new Date("2026-06-15T20:00:00Z");
  const flooded = judgeRollout(story({ unverifiedClosedUntil: until }));
  expect(deciding(flooded)).toEqual(["unverified-turned-away"]);
  expect(flooded).toMatchObject({ advice: "stay", until });
  expect(judgeRollout(story({ unverifiedClosedUntil: now })).advice).toBe("ready");
  expect(judgeRollout(story({ stage: "enforce", unverifiedClosedUntil: until })).advice).toBe("keep");
});
