import type { Parts } from "../../posture/posture.ts";
import { addDays, type Day, utcDay } from "../../trend/day.ts";
import {
  type DailyEvidence,
  defaultRolloutSettings,
  type EvidenceTrust,
  type RolloutInput,
  type Verdict,
} from "../rollout.ts";

/** The moment of every story: noon of a Monday. */
export const now = new Date("2026-06-15T12:00:00Z");

export function daysAgo(count: number): Day {
  return addDays(utcDay(now), -count);
}

export const allOk: Parts = { tlsRpt: "ok", mtaSts: "ok", policy: "ok", mx: "ok" };

/** A domain that is ready, but for what `changes` says. */
export function story(changes: Partial<RolloutInput> = {}): RolloutInput {
  return {
    now,
    stage: "testing",
    check: { checkedAt: new Date("2026-06-15T11:00:00Z"), findings: [], parts: allOk },
    settings: defaultRolloutSettings,
    days: twoGoodReporters(),
    testingSince: new Date("2026-05-20T08:00:00Z"),
    unverifiedClosedUntil: null,
    ...changes,
  };
}

/** Three weeks of clean reports up to yesterday by two reporters, each vouched for in its own way. */
export function twoGoodReporters(): DailyEvidence[] {
  return span(21, 1).flatMap((ago) => [good("Alpha Mail", ago, 20), good("Beta Post", ago, 5, "fcrdns")]);
}

/** The numbers from `oldest` down to `newest`. */
export function span(oldest: number, newest: number): number[] {
  return Array.from({ length: oldest - newest + 1 }, (_, index) => oldest - index);
}

export function good(
  reporter: string,
  ago: number,
  sessions: number,
  trust: EvidenceTrust = "dkim",
): DailyEvidence {
  return {
    day: daysAgo(ago),
    reporter,
    trust,
    voucher: trust === "dkim" || trust === "fcrdns" ? domainOf(reporter) : null,
    successful: sessions,
    successfulUnderPolicy: sessions,
    failed: 0,
    failures: [],
  };
}

/** The domain that vouches for a reporter of a story. */
export function domainOf(reporter: string): string {
  return `${reporter.toLowerCase().replaceAll(" ", "-")}.example`;
}

/** A day on which `failed` sessions failed in one way, and `successful` ones did not. */
export function bad(
  reporter: string,
  ago: number,
  resultType: string | null,
  options: { failed?: number; successful?: number; trust?: EvidenceTrust; policyType?: string } = {},
): DailyEvidence {
  const { failed = 8, successful = 0, trust = "dkim", policyType = "sts" } = options;
  return {
    ...good(reporter, ago, successful, trust),
    failed,
    failures: [{ resultType, policyType, mxHost: "mx1.example.net", failedSessions: failed }],
  };
}

/** A check of an hour ago, or of then, that found these parts so and the others ok. */
export function check(changes: Partial<Parts>, checkedAt = "2026-06-15T11:00:00Z"): RolloutInput["check"] {
  return { checkedAt: new Date(checkedAt), findings: [], parts: { ...allOk, ...changes } };
}

/** The good reporters' days but those of one reporter, and what it says instead. */
export function instead(reporter: string, rows: DailyEvidence[]): DailyEvidence[] {
  return [...twoGoodReporters().filter((row) => row.reporter !== reporter), ...rows];
}

/** The codes that decide, in order. */
export function deciding(verdict: Verdict): string[] {
  return verdict.reasons.filter((reason) => reason.decides).map((reason) => reason.code);
}

/** The codes that are told beside them. */
export function told(verdict: Verdict): string[] {
  return verdict.reasons.filter((reason) => !reason.decides).map((reason) => reason.code);
}
