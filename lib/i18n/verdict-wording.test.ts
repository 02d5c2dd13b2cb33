import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { finding } from "#lib/core/finding.ts";
import { judgeRollout } from "#lib/core/rollout/judge-rollout.ts";
import type { Reason, RolloutInput } from "#lib/core/rollout/rollout.ts";
import {
  allOk,
  bad,
  daysAgo,
  good,
  now,
  story,
  twoGoodReporters,
} from "#lib/core/rollout/testing/rollout-story.ts";
import en from "./en/verdict.json" with { type: "json" };
import fr from "./fr/verdict.json" with { type: "json" };

const checkOf = (parts: Partial<typeof allOk>) => ({
  checkedAt: now,
  findings: [],
  parts: { ...allOk, ...parts },
});
const uncovered = (coveredHosts: number): RolloutInput["check"] => ({
  ...checkOf({ mx: "error" }),
  findings: ["mx1.example.net", "mx2.example.net"].map((host) =>
    finding("mx-not-covered", "error", { subject: host, data: { host, coveredHosts } }),
  ),
});

const unseen = finding("mx-port-25-blocked", "unknown", { data: { host: "mx1.example.net", hosts: 2 } });

/** Together they give every ground there is. */
const stories: RolloutInput[] = [
  story(),
  story({ stage: "retiring" }),
  story({
    stage: "unprotected",
    check: checkOf({ mtaSts: "absent", policy: "absent", tlsRpt: "absent", mx: "absent" }),
  }),
  story({ stage: "unprotected", check: checkOf({ mtaSts: "absent", policy: "error" }) }),
  story({ stage: "unprotected", check: checkOf({ policy: "absent", tlsRpt: "warning", mx: "unknown" }) }),
  story({ check: null, days: [], testingSince: null }),
  story({ check: { ...checkOf({}), checkedAt: new Date("2026-06-10T00:00:00Z") } }),
  story({ check: checkOf({ mtaSts: "absent" }), days: [good("Alpha", 9, 3)] }),
  story({ check: { ...checkOf({}), findings: [unseen] } }),
  story({ unverifiedClosedUntil: new Date("2026-06-16T00:00:00Z") }),
  story({ stage: "enforce", check: uncovered(0) }),
  story({ stage: "enforce", check: uncovered(1) }),
  story({ stage: "enforce", days: [good("Alpha", 3, 9), bad("Alpha", 1, "certificate-expired")] }),
  story({
    days: [
      ...twoGoodReporters(),
      bad("Gamma", 1, "certificate-expired"),
      bad("Delta", 1, null),
      bad("Epsilon", 12, "starttls-not-supported"),
      bad("Zeta", 4, "validation-failure"),
      good("Zeta", 2, 5),
      bad("Eta", 2, "sts-policy-fetch-error", { failed: 1, successful: 2 }),
      bad("Theta", 2, "tlsa-invalid"),
      bad("Iota", 2, "certificate-expired", { trust: "unverified" }),
    ],
  }),
  story({
    stage: "enforce",
    days: [...twoGoodReporters(), bad("Gamma", 1, "certificate-expired", { failed: 1 })],
  }),
  story({ days: twoGoodReporters().filter((row) => row.day <= daysAgo(9)) }),
];

const reasons: Reason[] = stories.flatMap((input) => judgeRollout(input).reasons);

test("every ground that has words is given by a story, and no other", () => {
  const given = new Set(reasons.map((reason) => reason.code));
  expect([...given].toSorted()).toEqual(Object.keys(en.verdict.reason).toSorted());
});

test("docs/verdict.md explains every ground", () => {
  const docs = readFileSync(new URL("../../docs/verdict.md", import.meta.url), "utf8");
  const missing = Object.keys(en.verdict.reason).filter((code) => !docs.includes(`\n| \`${code}\` `));
  expect(missing).toEqual([]);
});

describe.each([
  ["en", en],
  ["fr", fr],
] as const)("in %s", (locale, messages) => {
  const t = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });

  test.each(reasons.map((reason) => [reason.code, reason] as const))(
    "%s can be told from its data",
    (code, { data }) => {
      const text = t(`verdict.reason.${code}`, data as never);
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    },
  );

  test.each(["publish", "stay", "ready", "keep", "go-back"] as const)(
    "%s has a title and a text",
    (advice) => {
      expect(t(`verdict.advice.${advice}.title`)).not.toBe("");
      expect(t(`verdict.advice.${advice}.text`)).not.toBe("");
    },
  );
});
