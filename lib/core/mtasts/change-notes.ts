import { mxMatches } from "./mx-match.ts";
import type { MtaStsPolicy } from "./policy.ts";
import { policyDiff } from "./policy-diff.ts";

/**
 * What to mind when one policy takes the place of another, in the order in which it matters. `data` holds what the
 * wording needs.
 */
export type ChangeNote = {
  code:
    | "nothing" // no sender acts differently, so no new id is needed
    | "file-then-id" // §8.1
    | "begins-enforce"
    | "leaves-enforce"
    | "leaving" // §8.3
    | "mx-added"
    | "mx-removed"
    | "max-age-lowered";
  clause: string | null;
  data: Record<string, string | number>;
};

/** Says how to go safely from one policy to the other (RFC 8461 §8.1, §8.3). */
export function changeNotes(from: MtaStsPolicy, to: MtaStsPolicy): ChangeNote[] {
  const diff = policyDiff(from, to);
  if (diff.same) return [note("nothing", null)];
  const old = { seconds: from.maxAgeSeconds };
  const leaves = to.mode === "none" && from.mode !== "none";
  return [
    note("file-then-id", "RFC 8461 §8.1"),
    ...when(diff.mode?.to === "enforce", note("begins-enforce", "RFC 8461 §5")),
    ...when(
      diff.mode?.from === "enforce" && to.mode === "testing",
      note("leaves-enforce", "RFC 8461 §5.1", old),
    ),
    ...when(leaves, note("leaving", "RFC 8461 §8.3", old)),
    ...when(to.mode !== "none" && isNew(diff.mxAdded, from.mx), note("mx-added", "RFC 8461 §8.1")),
    ...when(to.mode !== "none" && isNew(diff.mxRemoved, to.mx), note("mx-removed", "RFC 8461 §8.1")),
    ...when(!leaves && to.maxAgeSeconds < from.maxAgeSeconds, note("max-age-lowered", "RFC 8461 §3.2", old)),
  ];
}

/** Whether a pattern names hosts that the others leave out; a name that a wildcard stands for is none. */
function isNew(patterns: readonly string[], others: readonly string[]): boolean {
  return patterns.some((pattern) => pattern.startsWith("*.") || !mxMatches(pattern, others));
}

function note(code: ChangeNote["code"], clause: string | null, data: ChangeNote["data"] = {}): ChangeNote {
  return { code, clause, data };
}

function when(condition: boolean, one: ChangeNote): ChangeNote[] {
  return condition ? [one] : [];
}
