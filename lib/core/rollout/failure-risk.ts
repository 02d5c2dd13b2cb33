import { classifyResultType } from "../tlsrpt/result-type.ts";
import type { EvidenceFailure } from "./rollout.ts";

/**
 * What a reported failure means for a domain in or before enforce:
 * `blocks`: a sender that honours the policy does not deliver (RFC 8461 §5);
 * `unexplained`: no type, or one outside the registry, so it may be one that blocks;
 * `policy`: the sender could not get a valid policy: mail flowed, unprotected;
 * `dane`: a DANE sender refuses today, and no MTA-STS mode changes that (RFC 8461 §2).
 */
export type FailureRisk = "blocks" | "unexplained" | "policy" | "dane";

/**
 * The policy type a failure stands under matters little: a certificate that a sender without a policy finds expired is
 * as expired to those that have one. Only a failed validation under `tlsa` is about TLSA records alone.
 */
export function failureRisk({
  resultType,
  policyType,
}: Pick<EvidenceFailure, "resultType" | "policyType">): FailureRisk {
  if (policyType === "tlsa" && resultType === "validation-failure") return "dane";
  const known = classifyResultType(resultType);
  switch (known) {
    case "blocks-under-enforce":
      return "blocks";
    case "undermines-policy":
      return "policy";
    case "dane":
      return "dane";
    case "unknown":
      return "unexplained";
    default:
      return known satisfies never;
  }
}
