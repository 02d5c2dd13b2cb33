import { describe, expect, test } from "vitest";
import { judgeRollout } from "./judge-rollout.ts";
import type { RolloutInput } from "./rollout.ts";
import { bad, check, deciding, story, told } from "./testing/rollout-story.ts";

describe("unprotected", () => {
  const unprotected = (changes: Partial<RolloutInput>) =>
    judgeRollout(story({ stage: "unprotected", testingSince: null, days: [], ...changes }));

  test.each<[string, Partial<RolloutInput>, string[]]>([
    [
      "nothing is there",
      { check: check({ tlsRpt: "absent", mtaSts: "absent", policy: "absent" }) },
      ["reporting-broken", "nothing-published"],
    ],
    ["the policy waits for its record", { check: check({ mtaSts: "absent" }) }, ["record-missing"]],
    ["the record has no policy", { check: check({ policy: "absent" }) }, ["policy-missing"]],
    ["the policy cannot be used", { check: check({ policy: "error" }) }, ["check-failing"]],
    ["the look-up failed", { check: check({ mtaSts: "unknown" }) }, ["check-unknown"]],
    [
      "the domain takes no mail",
      { check: check({ mtaSts: "absent", policy: "absent", mx: "absent" }) },
      ["check-absent", "nothing-published"],
    ],
    ["nobody has looked yet", { check: null }, ["check-missing"]],
  ])("%s: publish", (_story, changes, codes) => {
    const verdict = unprotected(changes);
    expect(verdict.advice).toBe("publish");
    expect(deciding(verdict)).toEqual(codes);
    expect(verdict.impact).toEqual({ sessionsAtRisk: null, shareAtRisk: null, reporters: [] });
  });

  test("what senders without a policy report is told already", () => {
    const days = [bad("Alpha Mail", 1, "certificate-expired", { policyType: "no-policy-found" })];
    expect(told(unprotected({ days, check: check({ mtaSts: "absent" }) }))).toEqual(["blocking-failures"]);
  });
});

test("a policy of mode none is on its way out: stay until it is", () => {
  const verdict = judgeRollout(story({ stage: "retiring" }));
  expect(verdict.advice).toBe("stay");
  expect(deciding(verdict)).toEqual(["policy-mode-none"]);
});
