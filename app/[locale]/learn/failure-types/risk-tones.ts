import type { FailureRisk } from "#lib/core/rollout/failure-risk.ts";
import type { Tone } from "../../../_ui/tone.ts";

/** How grave a failure is for a domain on its way to enforce. */
export const riskTones: Record<FailureRisk, Tone> = {
  blocks: "error",
  unexplained: "unknown",
  policy: "warning",
  dane: "warning",
};
