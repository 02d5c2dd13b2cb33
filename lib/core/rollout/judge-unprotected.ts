import type { PartName, Parts } from "../posture/posture.ts";
import { checkReasons, checkWorth } from "./check-reasons.ts";
import { failureReasons } from "./failure-reasons.ts";
import type { JudgedEvidence } from "./judged-evidence.ts";
import { deciding, undecided } from "./reason.ts";
import type { Reason } from "./rollout.ts";

/** With no policy in force: what is missing or broken, and what senders without a policy report already. */
export function judgeUnprotected(evidence: JudgedEvidence): Reason[] {
  const worth = checkWorth(evidence.input);
  const missing = worth.kind === "fresh" ? missingReasons(worth.check.parts) : [];
  const check = checkReasons(worth).filter((reason) => !isSaidAlready(reason));
  const reports = undecided(failureReasons(evidence).map(({ reason }) => reason));
  return [...missing, ...check, ...reports.filter(({ code }) => code !== "no-blocking-failures")];
}

function missingReasons({ mtaSts, policy }: Parts): Reason[] {
  if (mtaSts === "absent" && policy === "absent") return [deciding("nothing-published", "warning")];
  if (mtaSts === "absent") return [deciding("record-missing", "warning")];
  if (policy === "absent") return [deciding("policy-missing", "warning")];
  return [];
}

/** `missingReasons` names an absent record or policy; and a check that finds nothing wrong with the rest is no news. */
function isSaidAlready({ code, data }: Reason): boolean {
  const published: (PartName | string | number | undefined)[] = ["mtaSts", "policy"];
  return code === "check-passes" || (code === "check-absent" && published.includes(data.part));
}
