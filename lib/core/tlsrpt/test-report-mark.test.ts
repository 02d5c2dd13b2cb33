import { expect, test } from "vitest";
import { formatTlsReport } from "./format-report.ts";
import { parseTlsReport } from "./report.ts";
import { readTestMark, testReport } from "./test-report-mark.ts";

const id = "01a209d8-c404-782a-852d-eb460af7d710";

test.each([
  ["ours", `sealpost-test.${id}@sealpost.example`, { id }],
  ["in capitals, as some mail systems write", `SEALPOST-TEST.${id.toUpperCase()}@X`, { id }],
  ["between blanks", ` sealpost-test.${id} `, { id }],
  ["with a mark that names no test", "sealpost-test.1@sealpost.example", { id: null }],
  ["with text behind the test's id", `sealpost-test.${id}0@x`, { id: null }],
  ["with the mark in the middle", `2026.sealpost-test.${id}@x`, null],
  ["of a sender", "2026-03-08T00:00:00Z!example.com", null],
  ["left out", null, null],
])("a report-id %s", (_, reportId, mark) => {
  expect(readTestMark(reportId)).toEqual(mark);
});

test("a test report reads without a finding, is about yesterday and about no session", () => {
  const now = new Date("2026-03-10T00:00:00Z");
  const report = testReport({ id, domain: "tested.example", host: "sealpost.example", now });
  expect(parseTlsReport(formatTlsReport(report))).toEqual({ ok: true, value: report, findings: [] });
  expect(report).toMatchObject({
    start: new Date("2026-03-09T00:00:00Z"),
    end: new Date("2026-03-09T23:59:59Z"),
    policies: [{ domain: "tested.example", successfulSessions: 0, failedSessions: 0 }],
  });
  expect(readTestMark(report.reportId)).toEqual({ id });
});
