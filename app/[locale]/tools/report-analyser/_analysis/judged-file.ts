import type { Finding } from "#lib/core/finding.ts";
import { parseTlsReport, type TlsReport } from "#lib/core/tlsrpt/report.ts";
import { reportContent, reportKey } from "#lib/core/tlsrpt/report-key.ts";
import { type CountedSessions, countSessions } from "#lib/core/tlsrpt/sessions.ts";
import type { Opened, OpenFault } from "../_unpack/opened.ts";

/**
 * A report that could be read. `duplicate`: the same report came before; `conflict`: one with the same identity and other
 * content came before. Only `counted` ones are counted.
 */
export type ReadReport = {
  kind: "read";
  id: number;
  path: string[];
  octets: number;
  report: TlsReport;
  /** What was tolerated in reading it. */
  findings: Finding[];
  sessions: CountedSessions;
  standing: "counted" | "duplicate" | "conflict";
};

/** Something that holds no report which could be read. */
export type RefusedFile = { kind: "refused"; id: number; path: string[]; octets: number } & (
  | { fault: OpenFault; limit: number | null; findings: null }
  | { fault: null; limit: null; findings: Finding[] }
);

export type JudgedFile = ReadReport | RefusedFile;

/** The reports of one visit that count: what each says, by what makes it the same report. */
export type KnownReports = Map<string, string>;

/** Reads what was opened, and remembers it in `known` when it counts. `id` tells it apart from other files. */
export function judgeFile(opened: Opened, id: number, known: KnownReports): JudgedFile {
  const { path, octets } = opened;
  const place = { id, path, octets };
  if (!opened.ok)
    return { kind: "refused", ...place, fault: opened.fault, limit: opened.limit, findings: null };
  const parsed = parseTlsReport(opened.json);
  if (!parsed.ok) return { kind: "refused", ...place, fault: null, limit: null, findings: parsed.findings };
  const { value: report, findings } = parsed;
  const standing = standingOf(report, known);
  return { kind: "read", ...place, report, findings, sessions: countSessions(report), standing };
}

function standingOf(report: TlsReport, known: KnownReports): ReadReport["standing"] {
  const key = reportKey(report);
  const content = reportContent(report);
  const earlier = known.get(key);
  if (earlier === undefined) {
    known.set(key, content);
    return "counted";
  }
  return earlier === content ? "duplicate" : "conflict";
}
