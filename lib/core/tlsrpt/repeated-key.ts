import { endOfText } from "./nesting.ts";
import { noteQuirk, type ReportNotes } from "./report-notes.ts";
import type { TlsReport } from "./report-shape.ts";

/**
 * Notes a key that an object has twice: JSON.parse keeps the last without a word, I-JSON forbids it (RFC 7493
 * §2.3). Only a text with more summaries than the report was left with is scanned: a scan of every report would
 * cost as much as reading it, and it is a lost summary that would falsify totals.
 */
export function noteRepeatedKey(json: string, report: TlsReport, notes: ReportNotes): void {
  // A search that begins with a rare letter is several times quicker than one that begins with a quote.
  if (!occursMoreThan(json, 'ummary"', report.policies.length)) return;
  const path = firstRepeatedKey(json);
  if (path !== null) noteQuirk(notes, "report-key-repeated", path);
}

function occursMoreThan(text: string, part: string, limit: number): boolean {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
    if (++count > limit) return true;
  }
  return false;
}

/** An open object or array: the keys it had so far, and the one (or the index) being read. */
type Level = { keys: Set<string> | null; at: string | number };

/** Path of the first key that its object already has, or `null`. `json` must be valid. */
export function firstRepeatedKey(json: string): string | null {
  const levels: Level[] = [];
  let expectsKey = false;
  for (let index = 0; index < json.length; index++) {
    const sign = json[index];
    const level = levels.at(-1);
    if (sign === '"') {
      const end = endOfText(json, index);
      if (expectsKey && level?.keys) {
        level.at = String(JSON.parse(json.slice(index, end + 1)));
        if (level.keys.has(level.at)) return pathOf(levels);
        level.keys.add(level.at);
      }
      index = end;
    } else if (sign === "{" || sign === "[") levels.push({ keys: sign === "{" ? new Set() : null, at: 0 });
    else if (sign === "}" || sign === "]") levels.pop();
    else if (sign === "," && level?.keys === null) level.at = Number(level.at) + 1;
    if (sign === "{" || sign === "," || sign === ":") expectsKey = sign !== ":";
  }
  return null;
}

function pathOf(levels: Level[]): string {
  const path = levels.map(({ at }) => (typeof at === "number" ? `[${at}]` : `.${at.slice(0, 64)}`)).join("");
  return path.replace(/^\./, "").slice(0, 512).toWellFormed().replaceAll("\0", "\uFFFD");
}
