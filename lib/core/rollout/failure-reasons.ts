import { addDays, type Day, startOfDay, utcDay } from "../trend/day.ts";
import { share } from "../trend/totals.ts";
import type { Dated } from "./evidence-reasons.ts";
import { failureRisk } from "./failure-risk.ts";
import type { JudgedEvidence } from "./judged-evidence.ts";
import { deciding, telling } from "./reason.ts";
import {
  type Histories,
  isClean,
  type ReporterDay,
  type ReporterHistory,
  sumOfDays,
} from "./reporter-history.ts";
import { fullDaysSince, type ReporterStanding, settlesOn } from "./reporter-standing.ts";
import type { Reason, RolloutInput } from "./rollout.ts";

/** What reported failures say against enforcing, each reporter judged alone. */
export function failureReasons({ input, histories, standings }: JudgedEvidence): Dated[] {
  const against = [
    ...standings.flatMap((standing) => standingReason(standing, input)),
    ...undated(policyReasons(input, histories.vouched)),
    ...undated(unverifiedReasons(input, histories)),
    ...turnedAwayReasons(input),
  ];
  const none = histories.vouched.length > 0 && !against.some(({ reason }) => reason.decides);
  const { lookbackDays } = input.settings;
  return [
    ...undated(none ? [telling("no-blocking-failures", "info", { lookbackDays })] : []),
    ...against,
    ...undated(daneReasons(histories.vouched)),
  ];
}

/** What a run of failures is about: its sessions, and the type and host that most of them name (`none`: not named). */
export function runData({ reporter, run, lastFailure }: ReporterStanding): Reason["data"] {
  const named = run.flatMap((day) => day.failures.filter((failure) => !isBeside(failureRisk(failure))));
  const top = named.toSorted((a, b) => b.failedSessions - a.failedSessions)[0];
  return {
    reporter,
    sessions: sumOfDays(run, "atRisk"),
    day: lastFailure ?? "",
    resultType: top?.resultType || "none",
    mxHost: top?.mxHost || "none",
  };
}

/** Reporters of whose sessions too many could not get the policy, in the settling window. */
function policyReasons(input: RolloutInput, vouched: ReporterHistory[]): Reason[] {
  return vouched.flatMap((history) => {
    const days = settlingWindow(history.days, input);
    const sessions = sumOfDays(days, "withoutPolicy");
    if (sessions === 0) return [];
    const data = { reporter: history.reporter, sessions, share: policyFailureShare(days) };
    const tooMany = data.share > input.settings.maxPolicyFailureShare;
    return [
      tooMany ? deciding("policy-not-fetched", "warning", data) : telling("policy-not-fetched", "info", data),
    ];
  });
}

/**
 * Failures that nobody vouches for, told as one ground however many names a forger invents. A vouched-for clean day of
 * the same reporter, on the failure's day or later, settles them (of each domain that speaks in that name, should there
 * be several); time does not.
 */
function unverifiedReasons(input: RolloutInput, { vouched, unverified }: Histories): Reason[] {
  const open = unverified.flatMap((history) => {
    const last = lastUnverifiedFailure(history.days, input);
    if (last === null) return [];
    const own = vouched.filter(({ reporter }) => reporter === history.reporter);
    const isSettled = own.every(({ days }) => days.some((day) => day.day >= last && isClean(day)));
    return own.length > 0 && isSettled ? [] : [history];
  });
  const first = open[0];
  if (first === undefined) return [];
  const sessions = open.reduce(
    (sum, { days }) => sum + sumOfDays(days, "atRisk") + sumOfDays(days, "withoutPolicy"),
    0,
  );
  const { lookbackDays } = input.settings;
  const data = { reporter: first.reporter, reporters: open.length, sessions, lookbackDays };
  return [deciding("unverified-failures", "warning", data)];
}

/** Nobody knows what was in the reports that a flood has shut out. */
function turnedAwayReasons({ now, unverifiedClosedUntil: until }: RolloutInput): Dated[] {
  if (until === null || until <= now) return [];
  return [{ reason: deciding("unverified-turned-away", "warning"), until }];
}

function daneReasons(vouched: ReporterHistory[]): Reason[] {
  const failing = vouched.filter(({ days }) => sumOfDays(days, "dane") > 0);
  if (failing.length === 0) return [];
  const sessions = failing.reduce((sum, { days }) => sum + sumOfDays(days, "dane"), 0);
  return [telling("dane-failures", "warning", { sessions, reporters: failing.length })];
}

function standingReason(standing: ReporterStanding, { now, settings }: RolloutInput): Dated[] {
  const { lastFailure } = standing;
  if (lastFailure === null) return [];
  const data = runData(standing);
  const until = startOfDay(settlesOn(lastFailure, settings.settleDays));
  switch (standing.standing) {
    case "clean":
    case "settled":
      return [];
    case "failing":
      return [
        {
          reason: deciding(
            isExplained(standing) ? "blocking-failures" : "unexplained-failures",
            "error",
            data,
          ),
          until,
        },
      ];
    case "silent":
      return [{ reason: deciding("not-confirmed-by-reporter", "warning", data), until: null }];
    case "settling": {
      const days = fullDaysSince(lastFailure, utcDay(now));
      return [
        {
          reason: deciding("settling", "warning", { ...data, days, settleDays: settings.settleDays }),
          until,
        },
      ];
    }
    default:
      return standing.standing satisfies never;
  }
}

function isExplained({ run }: ReporterStanding): boolean {
  return run.some((day) => day.failures.some((failure) => failureRisk(failure) === "blocks"));
}

function isBeside(risk: ReturnType<typeof failureRisk>): boolean {
  return risk === "policy" || risk === "dane";
}

function lastUnverifiedFailure(days: ReporterDay[], input: RolloutInput): Day | null {
  const recent = settlingWindow(days, input);
  const withoutPolicy = policyFailureShare(recent) > input.settings.maxPolicyFailureShare ? recent : [];
  const last = days.findLast(
    (day) => day.atRisk > 0 || (day.withoutPolicy > 0 && withoutPolicy.includes(day)),
  );
  return last?.day ?? null;
}

/** Of a reporter that counted failures and no sessions, all failed. */
function policyFailureShare(days: ReporterDay[]): number {
  const failed = sumOfDays(days, "withoutPolicy");
  return failed === 0 ? 0 : Math.min(1, share(failed, sumOfDays(days, "sessions")) ?? 1);
}

function settlingWindow(days: ReporterDay[], { now, settings }: RolloutInput): ReporterDay[] {
  const oldest = addDays(utcDay(now), -settings.settleDays);
  return days.filter((day) => day.day >= oldest);
}

function undated(reasons: Reason[]): Dated[] {
  return reasons.map((reason) => ({ reason, until: null }));
}
