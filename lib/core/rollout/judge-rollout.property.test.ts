import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PartState, Parts } from "../posture/posture.ts";
import { judgeRollout } from "./judge-rollout.ts";
import type { DailyEvidence, EvidenceFailure, EvidenceTrust, RolloutInput } from "./rollout.ts";
import { daysAgo, domainOf, now, story, twoGoodReporters } from "./testing/rollout-story.ts";

const blockingTypes = [
  "starttls-not-supported",
  "certificate-host-mismatch",
  "certificate-expired",
  "certificate-not-trusted",
  "validation-failure",
];
const allTypes = [...blockingTypes, "tlsa-invalid", "sts-policy-fetch-error", "made-up", null];

const reporter = fc.constantFrom("Alpha Mail", "Beta Post", "Gamma", "Delta");

const failure = fc.record<EvidenceFailure>({
  resultType: fc.constantFrom(...allTypes),
  policyType: fc.constantFrom("sts", "tlsa", "no-policy-found"),
  mxHost: fc.constantFrom(null, "mx1.example.net"),
  failedSessions: fc.integer({ min: 1, max: 1_000 }),
});

const row = fc
  .record({
    day: fc.integer({ min: -2, max: 40 }).map(daysAgo),
    reporter,
    trust: fc.constantFrom("dkim" as const, "fcrdns" as const, "upload" as const, "unverified" as const),
    successful: fc.nat(1_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    failed: fc.nat(1_000),
    failures: fc.array(failure, { maxLength: 2 }),
  })
  .map(({ share, ...rest }) => ({
    ...rest,
    voucher: voucherOf(rest),
    successfulUnderPolicy: Math.floor(rest.successful * share),
  }));

function voucherOf({ reporter, trust }: { reporter: string; trust: EvidenceTrust }): string | null {
  return trust === "dkim" || trust === "fcrdns" ? domainOf(reporter) : null;
}

const state = fc.constantFrom<PartState>("ok", "ok", "ok", "warning", "error", "unknown", "absent");
const parts = fc.record<Parts>({ tlsRpt: state, mtaSts: state, policy: state, mx: state });

const wild: fc.Arbitrary<RolloutInput> = fc
  .record({
    stage: fc.constantFrom("testing" as const, "enforce" as const, "unprotected" as const),
    rows: fc.array(row, { maxLength: 8 }),
    parts,
    checkAgeHours: fc.integer({ min: -3, max: 30 }),
    testingDays: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ stage, rows, checkAgeHours, testingDays, ...rest }) =>
    story({
      stage,
      days: rows,
      check: {
        checkedAt: new Date(now.getTime() - checkAgeHours * 3_600_000),
        findings: [],
        parts: rest.parts,
      },
      testingSince: new Date(now.getTime() - testingDays * 86_400_000),
    }),
  );

const nearlyReady = fc
  .array(row, { maxLength: 2 })
  .map((rows) => story({ days: [...twoGoodReporters(), ...rows] }));

const anyInput = fc.oneof(wild, nearlyReady);

const withRow = (input: RolloutInput, extra: DailyEvidence): RolloutInput => ({
  ...input,
  days: [...input.days, extra],
});
const adviceOf = (input: RolloutInput) => judgeRollout(input).advice;

describe("the verdict, whatever comes in", () => {
  test("is reached, and its order of rows does not matter", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const verdict = judgeRollout(input);
        expect(judgeRollout({ ...input, days: input.days.toReversed() })).toMatchObject({
          advice: verdict.advice,
          until: verdict.until,
        });
        const { sessionsAtRisk, shareAtRisk } = verdict.impact;
        expect(sessionsAtRisk === null).toBe(shareAtRisk === null);
        if (shareAtRisk !== null) expect(shareAtRisk).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("a blocking failure more never makes ready what was not", () => {
    const extra = fc.record({
      reporter,
      ago: fc.integer({ min: 0, max: 40 }),
      resultType: fc.constantFrom(...blockingTypes),
    });
    fc.assert(
      fc.property(
        anyInput,
        extra,
        fc.integer({ min: 1, max: 1_000 }),
        (input, { ago, resultType, ...rest }, failed) => {
          const failures = [{ resultType, policyType: "sts", mxHost: null, failedSessions: failed }];
          const added = {
            day: daysAgo(ago),
            trust: "dkim" as const,
            voucher: domainOf(rest.reporter),
            successful: 0,
            successfulUnderPolicy: 0,
            failed,
            failures,
            ...rest,
          };
          if (adviceOf(input) !== "ready") expect(adviceOf(withRow(input, added))).not.toBe("ready");
        },
      ),
    );
  });

  test("a recent blocking failure that somebody vouches for is never ready", () => {
    const extra = fc.record({
      reporter,
      ago: fc.integer({ min: 0, max: 7 }),
      resultType: fc.constantFrom(...blockingTypes),
    });
    fc.assert(
      fc.property(anyInput, extra, (input, { ago, resultType, ...rest }) => {
        const failures = [{ resultType, policyType: "sts", mxHost: null, failedSessions: 1 }];
        const added = {
          day: daysAgo(ago),
          trust: "fcrdns" as const,
          voucher: domainOf(rest.reporter),
          successful: 0,
          successfulUnderPolicy: 0,
          failed: 1,
          failures,
          ...rest,
        };
        expect(adviceOf(withRow(input, added))).not.toBe("ready");
      }),
    );
  });

  test("successes that nobody vouches for change nothing", () => {
    const extra = fc.record({ reporter, ago: fc.integer({ min: -2, max: 40 }), sessions: fc.nat(1e9) });
    fc.assert(
      fc.property(anyInput, extra, (input, { reporter: name, ago, sessions }) => {
        const counts = { successful: sessions, successfulUnderPolicy: sessions, failed: 0, failures: [] };
        const added = {
          day: daysAgo(ago),
          reporter: name,
          trust: "unverified" as const,
          voucher: null,
          ...counts,
        };
        const { advice, until } = judgeRollout(input);
        expect(judgeRollout(withRow(input, added))).toMatchObject({ advice, until });
      }),
    );
  });

  test("what nobody vouches for never sends a domain back from enforce", () => {
    const forged = fc.array(
      row.map((one) => ({ ...one, trust: "unverified" as const, voucher: null })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(anyInput, forged, (input, rows) => {
        const enforced: RolloutInput = { ...input, stage: "enforce" };
        expect(adviceOf({ ...enforced, days: [...input.days, ...rows] })).toBe(adviceOf(enforced));
      }),
    );
  });

  test("without a passing, fresh check and without vouched-for reports it is never ready", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(adviceOf({ ...input, check: null })).not.toBe("ready");
        expect(adviceOf({ ...input, days: [] })).not.toBe("ready");
        const unverified = input.days.map((one) => ({ ...one, trust: "unverified" as const, voucher: null }));
        expect(adviceOf({ ...input, days: unverified })).not.toBe("ready");
        const { mtaSts, policy, mx } = input.check?.parts ?? {};
        const passes = [mtaSts, policy, mx].every((part) => part === "ok" || part === "warning");
        if (adviceOf(input) === "ready") expect(passes).toBe(true);
      }),
    );
  });

  test("ready is said at all", () => {
    const ready = fc
      .sample(anyInput, { numRuns: 500, seed: 7 })
      .filter((input) => adviceOf(input) === "ready");
    expect(ready.length).toBeGreaterThan(50);
  });
});
