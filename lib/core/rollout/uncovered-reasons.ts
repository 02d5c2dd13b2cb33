import type { CheckWorth } from "./check-reasons.ts";
import { deciding, telling } from "./reason.ts";
import type { Reason } from "./rollout.ts";

/**
 * MX hosts that the policy in force does not cover, as a fresh check found them: senders that honour it pass over such a
 * host (RFC 8461 §5). While another host is covered mail still has a road; when none is, all of it is refused.
 */
export function uncoveredReasons(worth: CheckWorth): Reason[] {
  if (worth.kind !== "fresh") return [];
  const found = worth.check.findings.filter(({ code }) => code === "mx-not-covered");
  const first = found[0];
  if (first === undefined) return [];
  const data = { host: first.subject ?? String(first.data.host ?? ""), hosts: found.length };
  const isAny = Number(first.data.coveredHosts ?? 0) > 0;
  return [isAny ? telling("mx-not-covered", "error", data) : deciding("mx-all-uncovered", "error", data)];
}
