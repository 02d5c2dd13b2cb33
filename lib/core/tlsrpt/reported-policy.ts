import { trimEndOf } from "./blanks.ts";
import type { PolicyResult } from "./report-shape.ts";

/**
 * The policy a sender says it applied, with the senders' own encodings undone: Microsoft puts a tlsa policy as one
 * JSON array in a text, Google leaves `\r` on lines, Stalwart-like senders keep the `mx:` before a pattern. `null`
 * where the report says nothing.
 */
export function readReportedPolicy(result: PolicyResult): { lines: string[] | null; mx: string[] | null } {
  return {
    lines: result.policyString?.flatMap(unfold).map((line) => trimEndOf(line, "\r")) ?? null,
    mx: result.mxHost?.map((pattern) => pattern.replace(/^mx:[ \t]*/, "").trim()) ?? null,
  };
}

function unfold(line: string): string[] {
  if (!line.startsWith("[")) return [line];
  try {
    const inner: unknown = JSON.parse(line);
    return Array.isArray(inner) && inner.every((entry) => typeof entry === "string") ? inner : [line];
  } catch {
    return [line];
  }
}
