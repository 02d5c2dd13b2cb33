import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseTlsReport, type TlsReport } from "./report.ts";
import { reportContent, reportKey } from "./report-key.ts";

function fixture(name: string): TlsReport {
  const parsed = parseTlsReport(
    readFileSync(new URL(`./__fixtures__/${name}.json`, import.meta.url), "utf8"),
  );
  if (!parsed.ok) throw new Error(`the fixture ${name} cannot be read`);
  return parsed.value;
}

const report = fixture("google-like");

test.each<[string, Partial<TlsReport>, { key: boolean; content: boolean }]>([
  ["the same again", {}, { key: true, content: true }],
  ["policies in another order", { policies: report.policies.toReversed() }, { key: true, content: true }],
  [
    "a reporter in other letters",
    { organizationName: " google-LIKE  example" },
    { key: true, content: true },
  ],
  [
    "other counts under the same key",
    { policies: report.policies.slice(0, 1) },
    { key: true, content: false },
  ],
  ["another contact", { contactInfo: "else@reporter.example" }, { key: true, content: false }],
  ["another reporter", { organizationName: "Else" }, { key: false, content: false }],
  ["another id", { reportId: "else" }, { key: false, content: false }],
  ["another day", { start: new Date("2026-03-03T00:00:00Z") }, { key: false, content: false }],
  ["another end", { end: new Date("2026-03-03T00:00:00Z") }, { key: false, content: false }],
  ["no policies", { policies: [] }, { key: false, content: false }],
])("%s", (_, change, same) => {
  const other = { ...report, ...change };
  expect(reportKey(other) === reportKey(report)).toBe(same.key);
  expect(reportContent(other) === reportContent(report)).toBe(same.content);
});

test("reports without an id are told apart by their content", () => {
  const [first] = [fixture("no-report-id")];
  const second = { ...first, contactInfo: "else@reporter.example" };
  expect(reportKey(first)).toBe(reportKey(fixture("no-report-id")));
  expect(reportKey(second)).not.toBe(reportKey(first));
});

test("no value can pose as two", () => {
  const joined = { ...report, organizationName: 'a","b', reportId: "c" };
  const split = { ...report, organizationName: "a", reportId: 'b","c' };
  expect(reportKey(joined)).not.toBe(reportKey(split));
});
