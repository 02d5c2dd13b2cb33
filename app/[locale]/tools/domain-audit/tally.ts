import type { AuditSection } from "#lib/core/audit/section.ts";
import type { Tone } from "../../../_ui/tone.ts";

export type Tally = { errors: number; warnings: number; missing: number; unknown: number };

/** How many parts stand how. What is optional and not published is not counted. */
export function tallyOf(sections: readonly AuditSection[]): Tally {
  const count = (tone: Tone, state: AuditSection["state"]) =>
    sections.filter((section) => section.state === state && toneOf(section) === tone).length;
  return {
    errors: count("error", "error"),
    warnings: count("warning", "warning"),
    missing: count("warning", "absent"),
    unknown: count("unknown", "unknown"),
  };
}

export type TallySentence = { key: keyof Tally | "clean"; count: number };

/** What to say of it, the gravest first. That nothing is broken is said only when all of it could be judged. */
export function tallySentences(tally: Tally): TallySentence[] {
  const isClean = tally.errors === 0 && tally.unknown === 0;
  const keys = ["errors", "unknown", "warnings", "missing"] as const;
  const counted = keys.map((key) => ({ key, count: tally[key] })).filter(({ count }) => count > 0);
  return isClean ? [{ key: "clean", count: 0 }, ...counted] : counted;
}

/** A part that is not published is a gap when the rules warn of it, and a matter of choice otherwise. */
export function toneOf({ state, findings }: Pick<AuditSection, "state" | "findings">): Tone {
  if (state !== "absent") return state;
  return findings.some(({ severity }) => severity === "warning" || severity === "error")
    ? "warning"
    : "neutral";
}
