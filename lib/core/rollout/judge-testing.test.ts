import { describe, expect, test } from "vitest";
import { type Finding, finding } from "../finding.ts";
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
  now,
  span,
  story,
  told,
  twoGoodReporters,
} from "./testing/rollout-story.ts";

const host = "mx1.example.net";

function unseen(code: string, data: Finding["data"]): Finding {
  return finding(code, "unknown", { subject: host, data: { host, ...data } });
}

describe("testing", () => {
  test("three clean weeks from two vouched-for reporters and a passing check: ready, and why", () => {
    const verdict = judgeRollout(story());
    expect(verdict).toEqual({
      advice: "ready",
      reasons: [
        { code: "no-blocking-failures", severity: "info", decides: false, data: { lookbackDays: 30 } },
        { code: "check-passes", severity: "info", decides: false, data: {} },
        {
          code: "enough-evidence",
          severity: "info",
          decides: false,
          data: { sessions: 525, days: 21, reporters: 2 },
        },
      ],
      impact: { sessionsAtRisk: 0, shareAtRisk: 0, reporters: [] },
      until: null,
    });
  });

  test("every session fails on an expired certificate, from everyone, for three weeks: never ready", () => {
    const days = span(21, 1).flatMap((ago) => [
      bad("Alpha Mail", ago, "certificate-expired", { failed: 400 }),
      bad("Beta Post", ago, "certificate-expired", { failed: 100 }),
    ]);
    const verdict = judgeRollout(story({ days }));
    expect(verdict.advice).toBe("stay");
    expect(deciding(verdict).slice(0, 2)).toEqual(["blocking-failures", "blocking-failures"]);
    expect(verdict.impact).toEqual({
      sessionsAtRisk: 10_500,
      shareAtRisk: 1,
      reporters: ["Alpha Mail", "Beta Post"],
    });
    expect(verdict.reasons[0]?.data).toEqual({
      reporter: "Alpha Mail",
      sessions: 8_400,
      day: daysAgo(1),
      resultType: "certificate-expired",
      mxHost: "mx1.example.net",
    });
  });

  test.each<[string, Partial<RolloutInput>, string[]]>([
    ["no check yet", { check: null }, ["check-missing"]],
    ["a check of 25 hours ago", { check: check({}, "2026-06-14T11:00:00Z") }, ["check-stale"]],
    ["a check from tomorrow", { check: check({}, "2026-06-16T12:00:00Z") }, ["check-stale"]],
    ["an MX not covered", { check: check({ mx: "error" }) }, ["check-failing"]],
    ["a policy that cannot be fetched", { check: check({ policy: "error" }) }, ["check-failing"]],
    ["a look-up that timed out", { check: check({ mtaSts: "unknown" }) }, ["check-unknown"]],
    ["a domain that takes no mail", { check: check({ mx: "absent" }) }, ["check-absent"]],
    ["nobody asked for reports any more", { check: check({ tlsRpt: "absent" }) }, ["reporting-broken"]],
    ["six days in testing", { testingSince: new Date("2026-06-09T12:00:00Z") }, ["testing-too-short"]],
    ["testing since nobody knows when", { testingSince: null }, ["testing-too-short"]],
    ["no report at all", { days: [] }, ["no-reports"]],
    ["one reporter only", { days: instead("Beta Post", []) }, ["too-few-reporters"]],
    [
      "reports of three days",
      {
        days: twoGoodReporters()
          .filter((row) => row.day >= daysAgo(3))
          .map((row) => ({ ...row, successful: 90, successfulUnderPolicy: 90 })),
      },
      ["too-few-report-days"],
    ],
    [
      "99 sessions",
      { days: [...span(9, 2).map((ago) => good("Alpha Mail", ago, 11)), good("Beta Post", 1, 11)] },
      ["too-few-sessions"],
    ],
    [
      "reports that ended eight days ago",
      { days: twoGoodReporters().filter((row) => row.day <= daysAgo(8)) },
      ["reports-stale"],
    ],
    [
      "reports older than the look-back",
      { days: span(60, 31).map((ago) => good("Alpha Mail", ago, 50)) },
      ["no-reports"],
    ],
    [
      "successes of senders that saw no policy",
      { days: twoGoodReporters().map((row) => ({ ...row, successfulUnderPolicy: 0 })) },
      ["too-few-report-days", "too-few-sessions", "too-few-reporters"],
    ],
    [
      "success under the policy on three days, among many without it",
      {
        days: twoGoodReporters().map((row) =>
          row.day >= daysAgo(3)
            ? { ...row, successful: 90, successfulUnderPolicy: 90 }
            : { ...row, successfulUnderPolicy: 0 },
        ),
      },
      ["too-few-report-days"],
    ],
    [
      "successes that nobody vouches for",
      { days: twoGoodReporters().map((row) => ({ ...row, trust: "unverified" as const })) },
      ["no-reports"],
    ],
    [
      "a report for a day to come",
      { days: [good("Alpha Mail", -1, 5_000), good("Beta Post", -2, 5_000)] },
      ["too-few-report-days", "too-few-sessions", "too-few-reporters"],
    ],
  ])("%s: stay", (_story, changes, codes) => {
    const verdict = judgeRollout(story(changes));
    expect(verdict.advice).toBe("stay");
    expect(deciding(verdict)).toEqual(codes);
  });

  test("warnings of a passing check and of TLS-RPT are told beside ready", () => {
    const verdict = judgeRollout(story({ check: check({ policy: "warning", tlsRpt: "unknown" }) }));
    expect(verdict.advice).toBe("ready");
    expect(told(verdict)).toEqual([
      "check-warnings",
      "check-unknown",
      "no-blocking-failures",
      "check-passes",
      "enough-evidence",
    ]);
  });

  test.each<[string, Finding[], Record<string, string | number> | null]>([
    ["the operator wants no probes", [unseen("mx-probes-off", { hosts: 2 })], { host, hosts: 2 }],
    ["port 25 is shut on our side", [unseen("mx-port-25-blocked", { hosts: 3 })], { host, hosts: 3 }],
    [
      "one host is silent at both addresses",
      [unseen("mx-unreachable", { seen: 0 }), unseen("mx-tls-timeout", { seen: 0 })],
      { host, hosts: 1 },
    ],
    ["one address of a host is silent", [unseen("mx-unreachable", { seen: 1 })], null],
    ["no IPv6, and IPv4 was seen", [unseen("mx-ipv6-not-reached", { hosts: 0 })], null],
  ])(
    "%s: what is our limit holds nothing back, and is told with hosts in the dark",
    (_story, findings, data) => {
      const seen = { ...check({}), findings } as RolloutInput["check"];
      const verdict = judgeRollout(story({ check: seen }));
      expect(verdict.advice).toBe("ready");
      const reason = verdict.reasons.find(({ code }) => code === "mx-not-probed");
      expect(reason?.data ?? null).toEqual(data);
      expect(reason?.decides ?? false).toBe(false);
    },
  );
});

describe("the date", () => {
  test.each<[string, Partial<RolloutInput>, string | null]>([
    [
      "testing ends its 14th day",
      { testingSince: new Date("2026-06-09T08:00:00Z") },
      "2026-06-23T08:00:00.000Z",
    ],
    [
      "a failure of yesterday has seven full days behind it",
      { days: [...twoGoodReporters(), bad("Gamma", 1, "certificate-expired")] },
      "2026-06-22T00:00:00.000Z",
    ],
    [
      "the later of two",
      {
        testingSince: new Date("2026-06-14T08:00:00Z"),
        days: [...twoGoodReporters(), bad("Gamma", 1, "certificate-expired")],
      },
      "2026-06-28T08:00:00.000Z",
    ],
    [
      "four more days of reports at best",
      { days: twoGoodReporters().filter((row) => row.day >= daysAgo(3)) },
      "2026-06-19T00:00:00.000Z",
    ],
    ["none while only a check fails", { check: check({ mx: "error" }) }, null],
    [
      "none while a reporter is silent",
      { days: [...twoGoodReporters(), bad("Gamma", 10, "certificate-expired")] },
      null,
    ],
    ["none when ready", {}, null],
  ])("%s", (_story, changes, until) => {
    expect(judgeRollout(story(changes)).until?.toISOString() ?? null).toBe(until);
  });

  test("on which it is ready, when nothing else happens", () => {
    const days = [...twoGoodReporters(), bad("Alpha Mail", 5, "certificate-expired")];
    const until = judgeRollout(story({ days })).until ?? now;
    expect(until.toISOString()).toBe("2026-06-18T00:00:00.000Z");
    const later = { now: until, check: { checkedAt: until, findings: [], parts: allOk }, days };
    expect(judgeRollout(story(later)).advice).toBe("ready");
    const justBefore = new Date(until.getTime() - 1);
    expect(judgeRollout(story({ ...later, now: justBefore })).advice).toBe("stay");
  });
});
