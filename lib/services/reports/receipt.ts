import type { Finding } from "#lib/core/finding.ts";
import type { StoreOutcome } from "#lib/db/reports/report-row.ts";

/** Why something was kept aside; `reason` of a quarantined row. */
export type AsideReason =
  /** It is no report, or one that cannot be meant. */
  | "unreadable"
  /** It is about no domain that it could be counted for. */
  | "foreign-domain"
  /** Its day is older than the organization keeps reports. */
  | "too-old"
  /** The database refused what it holds, which is a fault of ours. */
  | "unstorable";

/**
 * What became of a report. All but `unknown-address`, `too-many` and `unknown-test` mean that its bytes are stored;
 * `domain` is whose it is (A-labels), `null` when it names no domain of the organization.
 */
export type Receipt =
  | (StoreOutcome & { domain: string })
  | { kind: "unknown-address" }
  /** Nothing was kept: the domain has taken so much today that the same, or nobody, vouches for. */
  | { kind: "too-many"; retryAfterSeconds: number }
  /** Kept aside with its bytes; `kept: false` when the quarantine is full. */
  | { kind: AsideReason; domain: string | null; kept: boolean; findings: Finding[] }
  /** A test report of ours: it has arrived, and counts nowhere. */
  | { kind: "test"; domain: string }
  /** It carries the mark of our test reports, and names none that was sent here. Nothing was kept. */
  | { kind: "unknown-test" };
