import type { Severity } from "../finding.ts";
import type { Reason, ReasonCode } from "./rollout.ts";

/** A ground that decides the verdict. */
export function deciding(code: ReasonCode, severity: Severity, data: Reason["data"] = {}): Reason {
  return { code, severity, decides: true, data };
}

/** A ground that is worth telling and decides nothing. */
export function telling(code: ReasonCode, severity: Severity, data: Reason["data"] = {}): Reason {
  return { code, severity, decides: false, data };
}

/** The same grounds where they are worth telling only. */
export function undecided(reasons: Reason[]): Reason[] {
  return reasons.map((reason) => ({ ...reason, decides: false }));
}

/** What decides first, then by severity; equals keep their order. */
export function byWeight(reasons: Reason[]): Reason[] {
  const order: Severity[] = ["error", "warning", "unknown", "info"];
  const weight = (reason: Reason) => (reason.decides ? 0 : order.length) + order.indexOf(reason.severity);
  return reasons.toSorted((a, b) => weight(a) - weight(b));
}
