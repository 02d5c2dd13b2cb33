import type { DomainEvidence } from "../evidence.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { judgeMtaSts } from "../posture/judge-mtasts.ts";
import { judgePolicy } from "../posture/judge-policy.ts";

/** The valid policy that the policy host serves, whether a record announces it yet or not; else `null`. */
export function policyInForce(evidence: DomainEvidence): MtaStsPolicy | null {
  const { policy } = judgePolicy(evidence, judgeMtaSts(evidence).record);
  return policy.kind === "valid" ? policy.value : null;
}
