import type { MtaStsPolicy } from "../mtasts/policy.ts";
import type { Known } from "./known.ts";

/**
 * Where a domain is in its rollout, by what is in force now: `retiring` is a valid policy of mode `none`, the way out
 * that RFC 8461 §8.3 describes.
 */
export type Stage = "unprotected" | "testing" | "enforce" | "retiring";

/**
 * The stage by the policy in force, which takes a valid record and a valid policy (RFC 8461 §3): without either, a sender
 * that has no cached policy delivers unprotected. While one is unknown the stage before stands.
 */
export function stageInForce(record: Known<unknown>, policy: Known<MtaStsPolicy>, before: Stage): Stage {
  if (isGone(record) || isGone(policy)) return "unprotected";
  if (record.kind !== "valid" || policy.kind !== "valid") return before;
  const { mode } = policy.value;
  switch (mode) {
    case "none":
      return "retiring";
    case "testing":
    case "enforce":
      return mode;
    default:
      return mode satisfies never;
  }
}

function isGone(part: Known<unknown>): boolean {
  return part.kind === "unusable" || part.kind === "absent";
}
