import { expect, test } from "vitest";
import { formatTlsReport } from "../tlsrpt/format-report.ts";
import { parseTlsReport } from "../tlsrpt/report.ts";
import { reportKey } from "../tlsrpt/report-key.ts";
import { guideReport, sampleReports } from "./sample-reports.ts";

test("samples are conforming reports but for what a failed fetch cannot name", () => {
  const notes = sampleReports().flatMap((report) => {
    const parsed = parseTlsReport(formatTlsReport(report));
    expect(parsed).toMatchObject({ ok: true, value: report });
    return parsed.findings.map(({ code }) => code);
  });
  expect(new Set(notes)).toEqual(new Set(["report-detail-incomplete"]));
});

test("each sample is a report of its own", () => {
  const keys = sampleReports().map(reportKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the guide’s report is one of the samples", () => {
  expect(sampleReports()).toContainEqual(guideReport());
});
