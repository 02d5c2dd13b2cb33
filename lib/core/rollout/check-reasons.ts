import type { Finding } from "../finding.ts";
import { unseenMxHosts } from "../posture/our-limits.ts";
import type { PartName, PartState } from "../posture/posture.ts";
import { deciding, telling } from "./reason.ts";
import type { LiveCheck, Reason, RolloutInput } from "./rollout.ts";

const hourMs = 3_600_000;

/** What the newest check is worth now. A check from the future comes from a wrong clock and is worth nothing. */
export type CheckWorth =
  | { kind: "missing" }
  | { kind: "stale"; check: LiveCheck; hours: number }
  | { kind: "fresh"; check: LiveCheck };

export function checkWorth({
  check,
  now,
  settings,
}: Pick<RolloutInput, "check" | "now" | "settings">): CheckWorth {
  if (check === null) return { kind: "missing" };
  const hours = (now.getTime() - check.checkedAt.getTime()) / hourMs;
  const isFresh = hours <= settings.maxCheckAgeHours && hours >= -1;
  return isFresh ? { kind: "fresh", check } : { kind: "stale", check, hours: Math.floor(hours) };
}

/**
 * What the newest check says for the next step. In testing it must be there, be fresh, and pass for the record, the
 * policy and the MX; and the domain's reports must be asked for, or nobody would see enforce fail. MX hosts that our network
 * keeps us from seeing decide nothing: port 25 is shut on most clouds, and senders have looked at the certificates.
 */
export function checkReasons(worth: CheckWorth): Reason[] {
  switch (worth.kind) {
    case "missing":
      return [deciding("check-missing", "unknown")];
    case "stale":
      return [deciding("check-stale", "unknown", { hours: Math.max(0, worth.hours) })];
    case "fresh":
      return freshCheckReasons(worth.check);
    default:
      return worth satisfies never;
  }
}

function freshCheckReasons({ parts, findings }: LiveCheck): Reason[] {
  const names: PartName[] = ["mtaSts", "policy", "mx"];
  const reasons = names.flatMap((part) => partReason(part, parts[part]));
  const passes = !reasons.some((reason) => reason.decides);
  return [
    ...(passes ? [telling("check-passes", "info")] : []),
    ...reasons,
    ...unseenReasons(findings),
    ...reportingReasons(parts.tlsRpt),
  ];
}

function unseenReasons(findings: Finding[]): Reason[] {
  const unseen = unseenMxHosts(findings);
  return unseen === null ? [] : [telling("mx-not-probed", "unknown", unseen)];
}

function partReason(part: PartName, state: PartState): Reason[] {
  switch (state) {
    case "ok":
      return [];
    case "warning":
      return [telling("check-warnings", "warning", { part })];
    case "error":
      return [deciding("check-failing", "error", { part })];
    case "unknown":
      return [deciding("check-unknown", "unknown", { part })];
    case "absent":
      return [deciding("check-absent", "error", { part })];
    default:
      return state satisfies never;
  }
}

function reportingReasons(state: PartState): Reason[] {
  switch (state) {
    case "ok":
      return [];
    case "warning":
      return [telling("check-warnings", "warning", { part: "tlsRpt" })];
    case "unknown":
      return [telling("check-unknown", "unknown", { part: "tlsRpt" })];
    case "error":
    case "absent":
      return [deciding("reporting-broken", "error")];
    default:
      return state satisfies never;
  }
}
