import type { ComparedRecord } from "#lib/services/tools/compare-record.ts";
import type { Worded } from "./answer-look-up.ts";

export type WithZone<T> = T & { zone: ComparedRecord | null };

/** What the zone's own name servers say; `null`: it was not asked for (`?zone`). */
export function presentZone(zone: ComparedRecord | null, worded: Worded): object | null {
  if (zone === null) return null;
  const { view, judgement } = zone;
  return { view, ...judgement, findings: judgement.findings.map(worded) };
}
