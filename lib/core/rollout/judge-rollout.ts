import { utcDay } from "../trend/day.ts";
import { share } from "../trend/totals.ts";
import { judgeEnforce } from "./judge-enforce.ts";
import { judgeTesting } from "./judge-testing.ts";
import { judgeUnprotected } from "./judge-unprotected.ts";
import type { JudgedEvidence } from "./judged-evidence.ts";
import { byWeight, deciding } from "./reason.ts";
import { gatherHistories, isSameSource, type ReporterHistory, sumOfDays } from "./reporter-history.ts";
import { type ReporterStanding, reporterStanding } from "./reporter-standing.ts";
import type { Advice, Impact, Reason, RolloutInput, Verdict } from "./rollout.ts";

/**
 * The verdict: what to do next, why, what it would cost, and when it cannot be sooner. Total and pure; how it is reached
 * stands in docs/verdict.md. When in doubt it says `stay`, and what is missing. The grounds that decide come first.
 */
export function judgeRollout(input: RolloutInput): Verdict {
  const histories = gatherHistories(input);
  const today = utcDay(input.now);
  const standings = histories.vouched.map((one) => reporterStanding(one, today, input.settings.settleDays));
  const judged = judgeStage({ input, histories, standings });
  return { ...judged, reasons: byWeight(judged.reasons), impact: impactOf(histories.vouched, standings) };
}

function judgeStage(evidence: JudgedEvidence): { advice: Advice; reasons: Reason[]; until: Date | null } {
  const { stage } = evidence.input;
  switch (stage) {
    case "unprotected":
      return { advice: "publish", reasons: judgeUnprotected(evidence), until: null };
    case "testing":
      return judgeTesting(evidence);
    case "enforce":
      return { ...judgeEnforce(evidence), until: null };
    case "retiring":
      return { advice: "stay", reasons: [deciding("policy-mode-none", "info")], until: null };
    default:
      return stage satisfies never;
  }
}

/** At risk are the sessions of reporters whose failures are not settled yet. */
function impactOf(vouched: ReporterHistory[], standings: ReporterStanding[]): Impact {
  const open = standings.filter(({ standing }) => standing !== "clean" && standing !== "settled");
  const atRisk = vouched
    .filter((history) => open.some((one) => isSameSource(one, history)))
    .map(({ reporter, days }) => ({ reporter, sessions: sumOfDays(days, "atRisk") }))
    .filter(({ sessions }) => sessions > 0)
    .toSorted((a, b) => b.sessions - a.sessions);
  const counted = vouched.reduce((sum, { days }) => sum + sumOfDays(days, "sessions"), 0);
  const sessionsAtRisk = atRisk.reduce((sum, { sessions }) => sum + sessions, 0);
  const isCounted = counted > 0 || sessionsAtRisk > 0;
  return {
    sessionsAtRisk: isCounted ? sessionsAtRisk : null,
    shareAtRisk: isCounted ? Math.min(1, share(sessionsAtRisk, counted) ?? 1) : null,
    reporters: [...new Set(atRisk.map(({ reporter }) => reporter))],
  };
}
