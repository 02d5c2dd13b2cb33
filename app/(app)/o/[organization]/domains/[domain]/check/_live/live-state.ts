import type { DnsAnswer, MxHostEvidence, MxRecord, PolicyFetch } from "#lib/core/evidence.ts";
import type { Severity } from "#lib/core/finding.ts";
import type { CheckLine, CheckProblem, LiveStep } from "../run/check-line.ts";

export type TxtStep = "tlsRpt" | "mtaSts" | "ownership";

/** Milliseconds after the start at which each part was there. */
type At<T> = T & { afterMs: number };

export type LiveParts = {
  txt: Partial<Record<TxtStep, At<{ answer: DnsAnswer<string> }>>>;
  policy: At<{ fetch: PolicyFetch; addresses: PolicyFetch[] }> | null;
  mx: At<{ answer: DnsAnswer<MxRecord> }> | null;
  /** In the order of the MX set; `null`: being looked at. */
  mxHosts: { host: string; evidence: MxHostEvidence | null }[];
};

export type LiveState =
  | { phase: "idle" }
  /** `isFollowing`: nothing of it is ours to show, since somebody else began it. */
  | { phase: "running"; parts: LiveParts; isFollowing: boolean }
  | { phase: "done"; parts: LiveParts; checkedAt: string; findings: Record<Severity, number> }
  | { phase: "failed"; code: CheckProblem; seconds: number }
  /** The stream ended before the check did. */
  | { phase: "lost"; parts: LiveParts };

export const idle: LiveState = { phase: "idle" };

const nothingYet: LiveParts = { txt: {}, policy: null, mx: null, mxHosts: [] };

export const starting: LiveState = { phase: "running", parts: nothingYet, isFollowing: false };

/** What the page shows after one more line of the stream. Lines after the last one change nothing. */
export function afterLine(state: LiveState, line: CheckLine): LiveState {
  if (state.phase !== "running") return state;
  switch (line.line) {
    case "started":
      return state;
    case "step":
      return { ...state, parts: withStep(state.parts, line.step, line.afterMs), isFollowing: false };
    case "alive":
      return { ...state, isFollowing: state.parts === nothingYet };
    case "done":
      return { phase: "done", parts: state.parts, checkedAt: line.checkedAt, findings: line.findings };
    case "failed":
      return { phase: "failed", code: line.code, seconds: line.seconds };
    default:
      return line satisfies never;
  }
}

/** The stream has ended, for whatever reason. */
export function afterEnd(state: LiveState): LiveState {
  return state.phase === "running" ? { phase: "lost", parts: state.parts } : state;
}

function withStep(parts: LiveParts, step: LiveStep, afterMs: number): LiveParts {
  switch (step.step) {
    case "tlsRpt":
    case "mtaSts":
    case "ownership":
      return { ...parts, txt: { ...parts.txt, [step.step]: { answer: step.answer, afterMs } } };
    case "policy":
      return { ...parts, policy: { fetch: step.fetch, addresses: step.addresses, afterMs } };
    case "mx":
      return {
        ...parts,
        mx: { answer: step.answer, afterMs },
        mxHosts: step.hosts.map((host) => ({ host, evidence: null })),
      };
    case "mxHost":
      return { ...parts, mxHosts: parts.mxHosts.map((known) => withEvidence(known, step.evidence)) };
    default:
      return step satisfies never;
  }
}

function withEvidence(known: LiveParts["mxHosts"][number], evidence: MxHostEvidence) {
  return known.host === evidence.host ? { host: known.host, evidence } : known;
}
