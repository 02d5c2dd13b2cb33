import { type Finding, finding } from "../finding.ts";
import { type QuirkCode, quirks } from "./quirks.ts";

/**
 * What reading one report brought to light, and where the reader stands. Paths are put together only when
 * something is noted: most reports are clean, and this is the hot path of report delivery.
 */
export type ReportNotes = {
  findings: Finding[];
  failed: boolean;
  /** Some text of this report needs repair, so every text is looked at. */
  repairing: boolean;
  /** Index into `policies`, or -1 outside. */
  policy: number;
  /** Index into that policy's `failure-details`, or -1 outside. */
  detail: number;
  /** Failure details read so far, over all policies. */
  details: number;
};

/** A hostile report could break a rule at every path; past this many errors the rest says nothing new. */
const maxErrors = 50;

const clauses = new Map<string, string>(quirks.map((quirk) => [quirk.code, quirk.clause]));

export function startNotes(repairing: boolean): ReportNotes {
  return { findings: [], failed: false, repairing, policy: -1, detail: -1, details: 0 };
}

/** Notes a tolerated deviation. A repeated one only counts up the first. */
export function noteQuirk(
  notes: ReportNotes,
  code: QuirkCode,
  field: string,
  data: Finding["data"] = {},
): void {
  const earlier = notes.findings.find((known) => known.code === code);
  if (earlier !== undefined) {
    earlier.data.count = Number(earlier.data.count) + 1;
    return;
  }
  const clause = clauses.get(code) ?? null;
  notes.findings.push(
    finding(code, "info", { clause, subject: pathOf(notes, field), data: { ...data, count: 1 } }),
  );
}

/** Notes an error: the report cannot be read, and says where. */
export function noteError(notes: ReportNotes, code: string, field: string, data: Finding["data"] = {}): void {
  notes.failed = true;
  if (notes.findings.length >= maxErrors + quirks.length) return;
  const subject = pathOf(notes, field);
  notes.findings.push(
    finding(code, "error", { clause: "RFC 8460 §4.4", subject, data: { field: subject ?? "", ...data } }),
  );
}

/** `field` from where the reader stands, e.g. `policies[0].failure-details[2].receiving-ip`; `null` at the root. */
function pathOf(notes: ReportNotes, field: string): string | null {
  if (notes.policy < 0) return field === "" ? null : field;
  const policy = `policies[${notes.policy}]`;
  const inside = notes.detail < 0 ? policy : `${policy}.failure-details[${notes.detail}]`;
  return field === "" ? inside : `${inside}.${field}`;
}
