import type { Finding, Severity } from "../finding.ts";
import type { Parts } from "../posture/posture.ts";
import type { Stage } from "../posture/stage.ts";
import type { Day } from "../trend/day.ts";

/** All that the verdict is made of. Gathered elsewhere, judged by `judgeRollout`. */
export type RolloutInput = {
  now: Date;
  stage: Stage;
  /** The newest check; `null` before the first. */
  check: LiveCheck | null;
  settings: RolloutSettings;
  /** In any order; rows of one day and source are added up. Rows that a member has dismissed are left out by the caller. */
  days: DailyEvidence[];
  /** Since when our checks see mode `testing` in force; `null` when that is not known. */
  testingSince: Date | null;
  /**
   * Until when reports that nobody vouches for are turned away, since too many came; `null`: they are taken. What was
   * turned away may have been failures.
   */
  unverifiedClosedUntil: Date | null;
};

export type LiveCheck = { checkedAt: Date; findings: Finding[]; parts: Parts };

export type RolloutSettings = {
  /** Days that the policy must have been in testing. */
  minDays: number;
  /** Days of the look-back with a vouched-for report under the policy. */
  minReportDays: number;
  /** Vouched-for sessions that succeeded under the policy, in the look-back. */
  minSessions: number;
  /** Reporters behind them, each with a domain of its own that vouches: names cost nothing. */
  minReporters: number;
  /** Full days without a blocking failure that each reporter who saw one must show. */
  settleDays: number;
  /** How far back reports count. */
  lookbackDays: number;
  /** Age at which a check no longer says how things are. */
  maxCheckAgeHours: number;
  /** Age at which the newest report no longer does. */
  maxReportAgeDays: number;
  /** Share of one reporter's sessions, 0 to 1, that may fail to get the policy before that holds the domain back. */
  maxPolicyFailureShare: number;
  /** Share of one reporter's sessions, 0 to 1, from which refused ones in enforce are more than noise. */
  goBackShare: number;
  /** Sessions refused in enforce, over all such reporters, from which they call for going back. */
  goBackSessions: number;
  /** So many reporters that are refused alike need nobody else to confirm them. */
  goBackReporters: number;
};

export const defaultRolloutSettings: RolloutSettings = {
  minDays: 14,
  minReportDays: 7,
  minSessions: 100,
  minReporters: 2,
  settleDays: 7,
  lookbackDays: 30,
  maxCheckAgeHours: 24,
  maxReportAgeDays: 7,
  maxPolicyFailureShare: 0.01,
  goBackShare: 0.01,
  goBackSessions: 3,
  goBackReporters: 2,
};

/** What stands behind a report; only `unverified` is nobody's word. */
export type EvidenceTrust = "dkim" | "fcrdns" | "upload" | "unverified";

/** What one reporter said about one UTC day. Counts are TLS sessions, each counted once. */
export type DailyEvidence = {
  day: Day;
  reporter: string;
  trust: EvidenceTrust;
  /** The registrable domain that vouches; `null`: a member, or nobody. */
  voucher: string | null;
  successful: number;
  /** Of `successful`, those reported under an `sts` policy: only they show what enforce would have let through. */
  successfulUnderPolicy: number;
  failed: number;
  failures: EvidenceFailure[];
};

/** Failure types are not exclusive (RFC 8460 §4), so these may add up to more than the day's `failed`. */
export type EvidenceFailure = {
  /** As reported; `null` when the report counted failures without naming a type. */
  resultType: string | null;
  policyType: string;
  mxHost: string | null;
  failedSessions: number;
};

/**
 * `publish`: no policy is in force, publish one in testing. `stay`: not yet, or on the way out. `ready`: enforce may follow.
 * `keep`: enforce is in force and nothing speaks for leaving it. `go-back`: enforce refuses mail that should arrive.
 */
export type Advice = "publish" | "stay" | "ready" | "keep" | "go-back";

/** One ground of the verdict, worded in the catalogs under `verdict.reason.<code>`. */
export type Reason = {
  code: ReasonCode;
  severity: Severity;
  /** Whether this ground decides: in testing it keeps `ready` away, in enforce it calls for `go-back`. */
  decides: boolean;
  /** Values for the wording. Reporter and host names are untrusted text. Days are `YYYY-MM-DD`. */
  data: Record<string, string | number>;
};

/** What enforce would turn into undelivered mail, by vouched-for reports of the look-back. `null`: nothing was counted. */
export type Impact = {
  sessionsAtRisk: number | null;
  /** Of all vouched-for sessions, 0 to 1. */
  shareAtRisk: number | null;
  /** Whose sessions these are, most of them first. */
  reporters: string[];
};

export type Verdict = {
  advice: Advice;
  reasons: Reason[];
  impact: Impact;
  /** The next step cannot be right before this moment; `null` when no date bounds it. */
  until: Date | null;
};

export type ReasonCode =
  | "nothing-published"
  | "record-missing"
  | "policy-missing"
  | "policy-mode-none"
  | "check-missing"
  | "check-stale"
  | "check-failing"
  | "check-unknown"
  | "check-absent"
  | "check-warnings"
  | "check-passes"
  | "mx-not-covered"
  | "mx-all-uncovered"
  | "mx-not-probed"
  | "reporting-broken"
  | "no-reports"
  | "reports-stale"
  | "testing-too-short"
  | "too-few-report-days"
  | "too-few-sessions"
  | "too-few-reporters"
  | "enough-evidence"
  | "blocking-failures"
  | "unexplained-failures"
  | "not-confirmed-by-reporter"
  | "settling"
  | "refused-sessions"
  | "isolated-failures"
  | "unverified-failures"
  | "unverified-turned-away"
  | "policy-not-fetched"
  | "dane-failures"
  | "no-blocking-failures";
