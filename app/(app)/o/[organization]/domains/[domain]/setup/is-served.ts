import type { PartState, Parts } from "#lib/core/posture/posture.ts";

/** Whether senders can use what is published now, if with reservations. */
export function isServed(state: PartState | undefined): boolean {
  return state === "ok" || state === "warning";
}

/** A policy that is served is as good as it fits the mail hosts. Without mail hosts there is nothing to fit. */
export function policyStepState(parts: Parts | undefined): PartState | undefined {
  if (!parts || !isServed(parts.policy) || parts.mx === "absent") return parts?.policy;
  return parts.mx === "ok" ? parts.policy : parts.mx;
}
