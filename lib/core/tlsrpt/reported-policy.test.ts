import { expect, test } from "vitest";
import type { PolicyResult } from "./report.ts";
import { readReportedPolicy } from "./reported-policy.ts";

function result(policyString: string[] | null, mxHost: string[] | null): PolicyResult {
  const counts = { successfulSessions: 0, failedSessions: 0, failures: [] };
  return { type: "sts", domain: null, policyString, mxHost, ...counts };
}

test.each<[string, string[] | null, string[] | null]>([
  ["nothing said", null, null],
  ["an empty list", [], []],
  ["plain lines", ["version: STSv1", "mode: testing"], ["version: STSv1", "mode: testing"]],
  ["lines with the end of a CRLF left on", ["version: STSv1\r"], ["version: STSv1"]],
  ["a JSON array in a text", ['["3 1 1 AA","3 1 1 BB"]'], ["3 1 1 AA", "3 1 1 BB"]],
  ["what only looks like one", ["[3 1 1 AA"], ["[3 1 1 AA"]],
  ["a JSON array of something else", ["[1,2]"], ["[1,2]"]],
])("policy-string: %s", (_, given, lines) => {
  expect(readReportedPolicy(result(given, null)).lines).toEqual(lines);
});

test("mx-host: the key of the policy line is taken off", () => {
  const { mx } = readReportedPolicy(
    result(null, ["mx: mx1.receiver.example", "mx:*.receiver.example", "mx1.example"]),
  );
  expect(mx).toEqual(["mx1.receiver.example", "*.receiver.example", "mx1.example"]);
});
