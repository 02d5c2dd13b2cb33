import { checkReasons, checkWorth } from "./check-reasons.ts";
import { evidenceReasons } from "./evidence-reasons.ts";
import { failureReasons } from "./failure-reasons.ts";
import type { JudgedEvidence } from "./judged-evidence.ts";
import { undecided } from "./reason.ts";
import { refusalReasons } from "./refusals.ts";
import type { Advice, Reason } from "./rollout.ts";
import { uncoveredReasons } from "./uncovered-reasons.ts";

/**
 * In enforce: `go-back` when vouched-for reports agree that mail is refused, or when our own check sees that no MX host
 * is covered. What would merely hold a domain back in testing is told, and decides nothing: leaving enforce gives up
 * protection, and a forged report or one attacked path must not bring that about.
 */
export function judgeEnforce(evidence: JudgedEvidence): { advice: Advice; reasons: Reason[] } {
  const { input, histories, standings } = evidence;
  const worth = checkWorth(input);
  const failing = standings.filter(({ standing }) => standing === "failing");
  const rest = { ...evidence, standings: standings.filter((one) => !failing.includes(one)) };
  const reasons = [
    ...uncoveredReasons(worth),
    ...refusalReasons(histories.vouched, failing, input.settings, worth),
    ...undecided(failureReasons(rest).map(({ reason }) => reason)).filter(
      ({ code }) => code !== "no-blocking-failures" || failing.length === 0,
    ),
    ...undecided(checkReasons(worth)),
    ...undecided(evidenceReasons(input, histories.vouched).map(({ reason }) => reason)).filter(isAboutSight),
  ];
  return { advice: reasons.some((reason) => reason.decides) ? "go-back" : "keep", reasons };
}

/** Of the amounts that testing asks for, enforce needs only that reports still come in. */
function isAboutSight({ code }: Reason): boolean {
  return code === "no-reports" || code === "reports-stale";
}
