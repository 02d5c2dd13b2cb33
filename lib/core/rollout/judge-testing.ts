import { checkReasons, checkWorth } from "./check-reasons.ts";
import { type Dated, evidenceReasons } from "./evidence-reasons.ts";
import { failureReasons } from "./failure-reasons.ts";
import type { JudgedEvidence } from "./judged-evidence.ts";
import type { Advice, Reason } from "./rollout.ts";

/** In testing: `ready` when no ground decides against it. */
export function judgeTesting(evidence: JudgedEvidence): {
  advice: Advice;
  reasons: Reason[];
  until: Date | null;
} {
  const { input, histories } = evidence;
  const grounds: Dated[] = [
    ...failureReasons(evidence),
    ...checkReasons(checkWorth(input)).map((reason) => ({ reason, until: null })),
    ...evidenceReasons(input, histories.vouched),
  ];
  const reasons = grounds.map(({ reason }) => reason);
  if (!reasons.some((reason) => reason.decides)) return { advice: "ready", reasons, until: null };
  return { advice: "stay", reasons, until: latest(grounds) };
}

/** All grounds must go, so the latest date bounds them. */
function latest(grounds: Dated[]): Date | null {
  const dates = grounds.flatMap(({ until }) => until ?? []);
  return dates.toSorted((a, b) => a.getTime() - b.getTime()).at(-1) ?? null;
}
