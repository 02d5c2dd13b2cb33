import type { Posture } from "#lib/core/posture/posture.ts";

/** What a check came to. */
export type CheckResult = {
  checkedAt: Date;
  posture: Posture;
  /** Whether the ownership is proven now; `elsewhere`: the proof stands, but another organization proved the name first. */
  proven: boolean | "elsewhere";
};
