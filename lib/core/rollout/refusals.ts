import type { Finding } from "../finding.ts";
import { addDays, type Day } from "../trend/day.ts";
import { share } from "../trend/totals.ts";
import type { CheckWorth } from "./check-reasons.ts";
import { runData } from "./failure-reasons.ts";
import { deciding, telling } from "./reason.ts";
import {
  countReporters,
  isClean,
  isSameSource,
  type ReporterHistory,
  type Source,
  sumOfDays,
} from "./reporter-history.ts";
import type { ReporterStanding } from "./reporter-standing.ts";
import type { Reason, RolloutSettings } from "./rollout.ts";

/**
 * Sessions that senders refused because of enforce. A fault of the domain is seen by reporters at large; one reporter
 * alone among others that deliver may sit behind an attacker, and then enforce does its work and must stay. So refused
 * sessions decide only when several reporters, half of those heard from, or our own look at the MX agree.
 */
export function refusalReasons(
  vouched: ReporterHistory[],
  failing: ReporterStanding[],
  settings: RolloutSettings,
  worth: CheckWorth,
): Reason[] {
  const trusted = establishedReporters(vouched);
  const refused = failing.filter(
    (one) => trusted.some((source) => isSameSource(source, one)) && isRefused(one, settings),
  );
  const agreeing = countReporters(refused);
  const isAgreed =
    seesRefusal(worth) ||
    agreeing >= settings.goBackReporters ||
    agreeing * 2 >= countHeard(vouched, trusted, newestFailure(refused));
  const decides = isAgreed && refusedSessions(refused) >= settings.goBackSessions;
  return failing.map((one) => {
    const data = runData(one);
    return decides && refused.includes(one)
      ? deciding("refused-sessions", "error", { ...data, sessions: refusedSessions([one]) })
      : telling("isolated-failures", "warning", data);
  });
}

/**
 * Whether a fresh check meets what enforce refuses at an MX host. What else may be wrong there proves nothing: DANE senders
 * refuse in every mode, and nobody delivers to a host that is not there.
 */
function seesRefusal(worth: CheckWorth): boolean {
  return worth.kind === "fresh" && worth.check.findings.some(isRefusedByEnforce);
}

function isRefusedByEnforce({ code, severity }: Finding): boolean {
  return severity === "error" && (code.startsWith("mx-certificate-") || refusedByEnforce.has(code));
}

const refusedByEnforce = new Set([
  "mx-not-covered",
  "mx-ehlo-not-understood",
  "mx-starttls-not-offered",
  "mx-starttls-refused",
  "mx-tls-failed",
  "mx-tls-too-old",
]);

/** Reporters who have seen the policy work; where none has, all. A name nobody heard of before cannot decide beside them. */
function establishedReporters(vouched: ReporterHistory[]): ReporterHistory[] {
  const established = vouched.filter(({ days }) => days.some(isClean));
  return established.length > 0 ? established : vouched;
}

function isRefused({ run }: ReporterStanding, { goBackShare }: RolloutSettings): boolean {
  const refused = sumOfDays(run, "refused");
  return refused > 0 && (share(refused, sumOfDays(run, "sessions")) ?? 1) >= goBackShare;
}

/** Reports of one day come in over hours, so the day before the newest failure still counts as heard from. */
function countHeard(vouched: ReporterHistory[], trusted: Source[], newest: Day | null): number {
  if (newest === null) return Number.POSITIVE_INFINITY;
  const since = addDays(newest, -1);
  const isHeard = (one: ReporterHistory) =>
    trusted.some((source) => isSameSource(source, one)) &&
    one.days.some((day) => day.day >= since && (day.proven > 0 || day.refused > 0));
  return countReporters(vouched.filter(isHeard));
}

function newestFailure(refused: ReporterStanding[]): Day | null {
  return (
    refused
      .flatMap(({ lastFailure }) => lastFailure ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

function refusedSessions(refused: ReporterStanding[]): number {
  return refused.reduce((sum, { run }) => sum + sumOfDays(run, "refused"), 0);
}
