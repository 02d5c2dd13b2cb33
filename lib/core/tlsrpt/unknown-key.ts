import { reportLimits } from "./limits.ts";
import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";

/** A key RFC 8460 does not know is ignored (RFC 7493 §4.2), unless its value nests beyond all reason. */
export function noteUnknownKey(key: string, value: unknown, within: string, notes: ReportNotes): void {
  const name = key.slice(0, 64).toWellFormed().replaceAll("\0", "\uFFFD");
  const field = within === "" ? name : `${within}.${name}`;
  if (nestsDeeperThan(value, reportLimits.nesting)) {
    noteError(notes, "report-nesting", field, { limit: reportLimits.nesting });
  } else {
    noteQuirk(notes, "report-key-unknown", field, { key: name });
  }
}

/** Breadth first, level by level: a hostile depth costs no stack. */
function nestsDeeperThan(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const entry of level) {
      if (typeof entry !== "object" || entry === null) continue;
      for (const child of Object.values(entry))
        if (typeof child === "object" && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}
