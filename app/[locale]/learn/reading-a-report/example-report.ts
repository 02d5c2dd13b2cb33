import { guideReport } from "#lib/core/learn/sample-reports.ts";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import { frameReportMail } from "#lib/core/tlsrpt/mail-frame.ts";

const report = guideReport();
const frame = frameReportMail({
  policyDomain: "example.com",
  submitter: "sender-one.example",
  reportId: report.reportId ?? "",
  start: report.start,
  end: report.end,
  gzip: true,
});

export const reportFileLabel = frame.fileName.replace(/\.gz$/, "");

/** What a mail says around the report. */
export const mailLines = [
  `Subject: ${frame.subject}`,
  ...Object.entries(frame.headers).map(([name, value]) => `${name}: ${value}`),
  `Content-Type: ${frame.contentType.type}; report-type="${frame.contentType.reportType}"; boundary="…"`,
  "",
  `Content-Type: ${frame.attachmentType}`,
  `Content-Disposition: attachment; filename="${frame.fileName}"`,
].join("\n");

const lines = formatTlsReport(report).split("\n");

/** The example's JSON in the pieces that the guide explains; together they are all of it. */
export const reportParts = {
  head: piece(null, '"policies"'),
  policy: piece('"policies"', '"summary"'),
  summary: piece('"summary"', '"failure-details"'),
  details: piece('"failure-details"', null),
} as const;

/** The lines from the one with `start` up to, and without, the one with `end`. */
function piece(start: string | null, end: string | null): string {
  const at = (text: string) => lines.findIndex((line) => line.includes(text));
  return lines.slice(start === null ? 0 : at(start), end === null ? lines.length : at(end)).join("\n");
}

/** A piece without the indentation that all of its lines share. */
export function shownPart(part: keyof typeof reportParts): string {
  const own = reportParts[part].split("\n");
  const shared = Math.min(...own.map((line) => line.length - line.trimStart().length));
  return own.map((line) => line.slice(shared)).join("\n");
}
