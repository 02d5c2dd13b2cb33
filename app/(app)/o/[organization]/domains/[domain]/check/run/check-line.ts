import type { DnsAnswer, MxHostEvidence, MxRecord, PolicyFetch } from "#lib/core/evidence.ts";
import type { Severity } from "#lib/core/finding.ts";

/** A part of a check that has come home, without the octets of certificates and the texts of policies. */
export type LiveStep =
  | { step: "tlsRpt" | "mtaSts" | "ownership"; answer: DnsAnswer<string> }
  /** `hosts`: those that are looked at next. */
  | { step: "mx"; answer: DnsAnswer<MxRecord>; hosts: string[] }
  | { step: "policy"; fetch: PolicyFetch; addresses: PolicyFetch[] }
  | { step: "mxHost"; evidence: MxHostEvidence };

export type CheckProblem =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "rate-limited"
  | "busy"
  /** Something broke on our side; what was stored stands. */
  | "broken";

/**
 * One line of the live check's stream, which is JSON, a line each. `afterMs` counts from the start. `alive` comes when
 * nothing else does, so that silence means a lost connection. `done` and `failed` are the last line.
 */
export type CheckLine =
  | { line: "started" }
  | { line: "step"; afterMs: number; step: LiveStep }
  | { line: "alive" }
  | { line: "done"; checkedAt: string; findings: Record<Severity, number> }
  /** `seconds`: until the next try; 0 where that is not known. */
  | { line: "failed"; code: CheckProblem; seconds: number };
