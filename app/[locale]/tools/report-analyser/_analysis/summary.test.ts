import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sampleReports } from "#lib/core/learn/sample-reports.ts";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { type JudgedFile, judgeFile, type KnownReports } from "./judged-file.ts";
import { summarise } from "./summary.ts";

function judge(texts: readonly string[]): JudgedFile[] {
  const known: KnownReports = new Map();
  return texts.map((json, id) => judgeFile({ path: [`${id}`], octets: 1, ok: true, json }, id, known));
}

function summaryOf(texts: readonly string[]) {
  return summarise(judge(texts).filter((file) => file.kind === "read"));
}

const samples = sampleReports().map(formatTlsReport);

function fixture(name: string): string {
  const folder = new URL("../../../../../lib/core/tlsrpt/__fixtures__/", import.meta.url);
  return readFileSync(new URL(name, folder), "utf8");
}

test("a week of reports adds up by day, reporter, type and host", () => {
  const summary = summaryOf(samples);
  expect(summary).toMatchObject({
    reports: 14,
    from: "2026-03-02",
    to: "2026-03-08",
    domains: ["example.com"],
    hosts: [
      { mxHost: "mx2.example.com", failedSessions: 115 },
      { mxHost: null, failedSessions: 10 },
    ],
    risks: { blocks: 115, unexplained: 0, policy: 10, dane: 0 },
  });
  expect(summary?.totals).toMatchObject({ successful: 8695, failed: 125 });
  expect(summary?.points?.map(({ failed }) => failed)).toEqual([0, 6, 19, 46, 52, 2, 0]);
  expect(
    summary?.failures.map(({ resultType, failedSessions, lastDay }) => [resultType, failedSessions, lastDay]),
  ).toEqual([
    ["certificate-expired", 115, "2026-03-07"],
    ["sts-policy-fetch-error", 10, "2026-03-04"],
  ]);
  expect(summary?.reporters.map(({ reporter }) => reporter)).toEqual([
    "Sender One (example)",
    "Sender Two (example)",
  ]);
});

test("the same report twice counts once", () => {
  const [first = ""] = samples;
  const files = judge([first, first]);
  expect(files).toMatchObject([{ standing: "counted" }, { standing: "duplicate" }]);
  expect(summaryOf([first, first])?.totals).toEqual(summaryOf([first])?.totals);
});

test("a copy that says otherwise is a conflict and does not count", () => {
  const [first] = sampleReports() as [TlsReport];
  const other = {
    ...first,
    policies: first.policies.map((result) => ({ ...result, successfulSessions: 1 })),
  };
  const files = judge([first, other, other].map(formatTlsReport));
  expect(files).toMatchObject([{ standing: "counted" }, { standing: "conflict" }, { standing: "conflict" }]);
});

test("sessions that Microsoft lists under two policy types count once", () => {
  expect(summaryOf([fixture("microsoft-like.json")])?.totals).toMatchObject({
    successful: 12,
    failed: 3,
  });
});

test("what enforce would block is never more than what failed", () => {
  const summary = summaryOf([fixture("mail-ru-like.json")]);
  expect(summary?.risks.blocks).toBeLessThanOrEqual(summary?.totals.failed ?? 0);
});

test.each([
  ["testing", "clean.json", false],
  ["enforce", "google-like.json", true],
])("failures under %s are told apart", (_mode, name, isEnforced) => {
  expect(summaryOf([fixture(name)])).toMatchObject({ isEnforced });
});

test("a day between two reports is a gap, not a zero", () => {
  const summary = summaryOf(samples.filter((json) => !json.includes("2026-03-05")));
  expect(summary?.points?.[3]).toMatchObject({ day: "2026-03-05", successful: null });
});

test("a report with a wrong year counts, and costs the chart", () => {
  const [first] = sampleReports() as [TlsReport];
  const late = { ...first, start: new Date("9999-12-31T00:00:00Z"), end: new Date("9999-12-31T23:59:59Z") };
  const summary = summaryOf([...samples, formatTlsReport(late)]);
  expect(summary?.totals.successful).toBe(8695 + 1310);
  expect(summary?.points).toBeNull();
});

test("what cannot be read says where", () => {
  const [file] = judge(['{"organization-name":"x"}']);
  expect(file).toMatchObject({ kind: "refused", fault: null });
  expect(file?.findings?.map(({ subject }) => subject)).toContain("policies");
});

test("without a report that counts there is nothing to sum up", () => {
  expect(summaryOf(["[]", "nonsense"])).toBeNull();
});
