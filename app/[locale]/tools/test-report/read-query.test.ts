import { describe, expect, test } from "vitest";
import type { TestReportFields } from "./make-report.ts";
import { fieldsOf, queryOf, type TestReportQuery } from "./read-query.ts";

const today = new Date("2026-03-03T00:30:00Z");
const nothing: TestReportQuery = {
  domain: undefined,
  reporter: undefined,
  day: undefined,
  policy: undefined,
  mode: undefined,
  mx: undefined,
  successful: undefined,
  failures: [],
};

test("a bare address begins with a report of yesterday that shows something", () => {
  expect(fieldsOf({ ...nothing, domain: "a.example" }, today)).toEqual({
    domain: "a.example",
    reporter: "reporter.example",
    day: "2026-03-02",
    policyType: "sts",
    mode: "testing",
    mx: "mx1.a.example\nmx2.a.example",
    successful: "1200",
    failures: [{ resultType: "certificate-expired", sessions: "37", mx: "mx2.a.example" }],
  });
});

describe("the address holds what the form holds", () => {
  const form: TestReportFields = {
    domain: "a.example",
    reporter: "b.example",
    day: "2026-01-01",
    policyType: "tlsa",
    mode: "enforce",
    mx: "mx.a.example",
    successful: "5",
    failures: [
      { resultType: "tlsa-invalid", sessions: "2", mx: "mx.a.example" },
      { resultType: "dnssec-invalid", sessions: "", mx: "" },
    ],
  };
  const readBack = (fields: TestReportFields) => {
    const entries = queryOf(fields);
    const query = {
      ...Object.fromEntries(entries),
      failures: entries.filter(([key]) => key === "failure").map(([, value]) => value),
    };
    return fieldsOf({ ...nothing, ...query }, today);
  };

  test.each<[string, TestReportFields]>([
    ["all of it", form],
    ["no failures at all", { ...form, failures: [] }],
  ])("%s", (_what, fields) => {
    expect(readBack(fields)).toEqual(fields);
  });

  test("blank successes are none, so that the example does not come back", () => {
    expect(readBack({ ...form, successful: "", failures: [] })).toMatchObject({
      successful: "0",
      failures: [],
    });
  });
});

test("what no form holds is passed over", () => {
  const query = {
    ...nothing,
    policy: "x",
    mode: "y",
    successful: "1",
    failures: ["made-up 1 a", "<script>"],
  };
  expect(fieldsOf(query, today)).toMatchObject({ policyType: "sts", mode: "testing", failures: [] });
});
