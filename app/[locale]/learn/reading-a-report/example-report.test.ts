import { expect, test } from "vitest";
import { guideReport } from "#lib/core/learn/sample-reports.ts";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { reportParts } from "./example-report.ts";
import { reportFields } from "./report-fields-list.ts";

test("the pieces of the example make up a report without faults", () => {
  const json = Object.values(reportParts).join("\n");
  expect(parseTlsReport(json)).toEqual({ ok: true, value: guideReport(), findings: [] });
});

test("every key of the example is explained where it stands", () => {
  for (const [part, json] of Object.entries(reportParts)) {
    const keys = [...json.matchAll(/"([a-z-]+)":/g)].map(([, key]) => key ?? "");
    const explained: readonly string[] = reportFields[part as keyof typeof reportParts].map(
      ({ name }) => name,
    );
    expect(keys.filter((key) => !explained.includes(key) && !containers.has(key))).toEqual([]);
  }
});

/** Keys that only hold others; the text between the pieces speaks of them. */
const containers = new Set([
  "start-datetime",
  "end-datetime",
  "policies",
  "policy",
  "summary",
  "failure-details",
]);
