import { describe, expect, test } from "vitest";
import { finding } from "../finding.ts";
import { judgeRollout } from "./judge-rollout.ts";
import type { RolloutInput } from "./rollout.ts";
import {
  allOk,
  bad,
  check,
  daysAgo,
  deciding,
  good,
  instead,
  span,
  story,
  told,
  twoGoodReporters,
} from "./testing/rollout-story.ts";

/** A check of an hour ago that found this at an MX host. */
function withFault(code: string, severity: "error" | "warning"): RolloutInput["check"] {
  const found = finding(code, severity, { subject: "mx1.example.net", data: { host: "mx1.example.net" } });
  const checkedAt = new Date("2026-06-15T11:00:00Z");
  return { checkedAt, findings: [found], parts: { ...allOk, mx: severity } };
}

describe("enforce", () => {
  const enforce = (changes: Partial<RolloutInput> = {}) =>
    judgeRollout(story({ stage: "enforce", ...changes }));
  const uncovered = (hosts: string[], coveredHosts: number): RolloutInput["check"] => ({
    checkedAt: new Date("2026-06-15T11:00:00Z"),
    findings: hosts.map((host) =>
      finding("mx-not-covered", "error", { subject: host, data: { host, coveredHosts } }),
    ),
    parts: { ...allOk, mx: "error" },
  });
  const expired = (reporter: string, ago: number, options: Parameters<typeof bad>[3] = {}) =>
    bad(reporter, ago, "certificate-expired", options);

  test("healthy: keep", () => {
    const verdict = enforce();
    expect(verdict.advice).toBe("keep");
    expect(verdict.reasons.map(({ code }) => code)).toEqual(["no-blocking-failures", "check-passes"]);
  });

  test.each<[string, Partial<RolloutInput>, string[]]>([
    [
      "two reporters are refused since yesterday",
      { days: [...twoGoodReporters(), expired("Alpha Mail", 1), expired("Beta Post", 1)] },
      ["refused-sessions", "refused-sessions"],
    ],
    [
      "the only reporter is refused",
      { days: [good("Alpha Mail", 5, 9), expired("Alpha Mail", 1)] },
      ["refused-sessions"],
    ],
    [
      "the only reporter is refused, and never saw it work",
      { days: [expired("Alpha Mail", 2), expired("Alpha Mail", 1)] },
      ["refused-sessions"],
    ],
    [
      "one of the two heard from is refused",
      {
        days: instead("Alpha Mail", [
          ...span(21, 2).map((ago) => good("Alpha Mail", ago, 20)),
          expired("Alpha Mail", 1),
        ]),
      },
      ["refused-sessions"],
    ],
    [
      "few sessions a day, day after day",
      {
        days: [
          good("Alpha Mail", 5, 9),
          ...span(3, 1).map((ago) => expired("Alpha Mail", ago, { failed: 1 })),
        ],
      },
      ["refused-sessions"],
    ],
    [
      "on several days, none of them clean",
      {
        days: [
          good("Alpha Mail", 5, 9),
          ...span(2, 1).map((ago) => expired("Alpha Mail", ago, { failed: 2, successful: 5 })),
        ],
      },
      ["refused-sessions"],
    ],
    [
      "two reporters of five are refused",
      {
        days: [
          ...["A", "B", "C", "D", "E"].map((name) => good(name, 2, 9)),
          ...["C", "D", "E"].map((name) => good(name, 1, 9)),
          ...["A", "B"].map((name) => expired(name, 1)),
        ],
      },
      ["refused-sessions", "refused-sessions"],
    ],
    [
      "failures without a type, all day",
      { days: [good("Alpha Mail", 5, 9), bad("Alpha Mail", 1, null)] },
      ["refused-sessions"],
    ],
    [
      "no MX is covered by the policy",
      { check: uncovered(["mx1.example.net", "mx2.example.net"], 0) },
      ["mx-all-uncovered"],
    ],
  ])("%s: go back", (_story, changes, codes) => {
    const verdict = enforce(changes);
    expect(verdict.advice).toBe("go-back");
    expect(deciding(verdict)).toEqual(codes);
  });

  const threeGood = [...twoGoodReporters(), ...span(21, 1).map((ago) => good("Gamma", ago, 5))];
  test.each<[string, Partial<RolloutInput>, string]>([
    [
      "a forged report",
      { days: [...twoGoodReporters(), expired("Evil", 1, { trust: "unverified", failed: 1e9 })] },
      "unverified-failures",
    ],
    [
      "a thousand forged reports",
      {
        days: [
          ...twoGoodReporters(),
          ...span(1_000, 1).map((n) => expired(`Evil ${n}`, 1, { trust: "unverified" })),
        ],
      },
      "unverified-failures",
    ],
    [
      "forged reports and nothing else",
      { days: [expired("Evil", 1, { trust: "unverified" })] },
      "unverified-failures",
    ],
    [
      "signed reports of names that never saw it work",
      { days: [...twoGoodReporters(), expired("Evil", 1), expired("Evil Too", 1)] },
      "isolated-failures",
    ],
    [
      "one reporter among three, while the others deliver",
      {
        days: [
          ...threeGood.filter((row) => row.reporter !== "Gamma" || row.day < daysAgo(2)),
          good("Delta", 1, 5),
          expired("Gamma", 2),
          expired("Gamma", 1),
        ],
      },
      "isolated-failures",
    ],
    [
      "one reporter among three, of whom two have yet to report of that day",
      {
        days: [
          ...["A", "B", "C"].map((name) => good(name, 3, 9)),
          ...["B", "C"].map((name) => good(name, 2, 9)),
          expired("A", 1),
        ],
      },
      "isolated-failures",
    ],
    [
      "noise",
      { days: [...twoGoodReporters(), expired("Alpha Mail", 1, { failed: 5, successful: 5_000 })] },
      "isolated-failures",
    ],
    [
      "two sessions",
      { days: [good("Alpha Mail", 5, 9), expired("Alpha Mail", 1, { failed: 2 })] },
      "isolated-failures",
    ],
    [
      "failures of DANE",
      { days: [...twoGoodReporters(), bad("Alpha Mail", 1, "tlsa-invalid", { policyType: "tlsa" })] },
      "dane-failures",
    ],
    [
      "failures of a sender without the policy",
      { days: [good("Alpha Mail", 5, 9), expired("Alpha Mail", 1, { policyType: "no-policy-found" })] },
      "isolated-failures",
    ],
    [
      "failures that ended the day before yesterday",
      { days: [good("Alpha Mail", 5, 9), expired("Alpha Mail", 2), good("Alpha Mail", 1, 9)] },
      "settling",
    ],
    [
      "failures of a reporter long silent",
      { days: [...twoGoodReporters(), expired("Gamma", 12)] },
      "not-confirmed-by-reporter",
    ],
    ["one MX of two that is not covered", { check: uncovered(["mx2.example.net"], 1) }, "mx-not-covered"],
    [
      "a policy host that fails: cached policies stand",
      { check: check({ policy: "error" }) },
      "check-failing",
    ],
    ["a check that could not tell", { check: check({ mx: "unknown" }) }, "check-unknown"],
    [
      "uncovered hosts by a check of last week",
      {
        check: {
          ...uncovered(["mx1.example.net"], 0),
          checkedAt: new Date("2026-06-08T12:00:00Z"),
        } as RolloutInput["check"],
      },
      "check-stale",
    ],
    ["no report", { days: [] }, "no-reports"],
    [
      "reports that dried up",
      { days: twoGoodReporters().filter((row) => row.day <= daysAgo(9)) },
      "reports-stale",
    ],
    ["reports asked for no more", { check: check({ tlsRpt: "absent" }) }, "reporting-broken"],
  ])("%s: keep, and say so", (_story, changes, code) => {
    const verdict = enforce(changes);
    expect(verdict.advice).toBe("keep");
    expect(told(verdict)).toContain(code);
    expect(verdict.until).toBeNull();
  });

  test("while somebody sees failures, nothing says that there are none", () => {
    const verdict = enforce({ days: [...twoGoodReporters(), expired("Alpha Mail", 1, { failed: 2 })] });
    expect(told(verdict)).not.toContain("no-blocking-failures");
  });

  test("one reporter among many decides once our own check fails too", () => {
    const days = [
      ...threeGood.filter((row) => row.reporter !== "Gamma" || row.day < daysAgo(2)),
      good("Delta", 1, 5),
      expired("Gamma", 1),
    ];
    expect(enforce({ days }).advice).toBe("keep");
    expect(enforce({ days, check: uncovered(["mx2.example.net"], 1) }).advice).toBe("go-back");
    for (const code of ["mx-certificate-expired", "mx-starttls-not-offered", "mx-tls-too-old"]) {
      expect(enforce({ days, check: withFault(code, "error") }).advice).toBe("go-back");
    }
  });

  test.each<[string, RolloutInput["check"]]>([
    ["a DANE mismatch, which no mode mends", withFault("tlsa-no-match", "error")],
    ["a host without address, where nobody delivers", withFault("mx-host-without-address", "error")],
    ["a refused connection", withFault("mx-connection-refused", "error")],
    ["a certificate that will expire", withFault("mx-certificate-expiring", "warning")],
  ])("one reporter among many is not confirmed by %s", (_fault, seen) => {
    const days = [
      ...threeGood.filter((row) => row.reporter !== "Gamma" || row.day < daysAgo(2)),
      good("Delta", 1, 5),
      expired("Gamma", 1),
    ];
    expect(enforce({ days, check: seen }).advice).toBe("keep");
  });
});
