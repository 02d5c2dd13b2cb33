import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { isReservedName, makeReport, modes, policyTypes, type TestReportFields } from "./make-report.ts";

const fields: TestReportFields = {
  domain: " Example.COM. ",
  reporter: "reporter.example",
  day: "2026-03-02",
  policyType: "sts",
  mode: "testing",
  mx: "mx1.example.com\nmx2.example.com",
  successful: "1 200",
  failures: [{ resultType: "certificate-expired", sessions: "37", mx: "mx2.example.com" }],
};

const made = (changes: Partial<TestReportFields> = {}) => makeReport({ ...fields, ...changes });

test("a report of one day, as RFC 8460 §4.4 has it", () => {
  expect(JSON.parse(made().report?.json ?? "")).toEqual({
    "organization-name": "reporter.example (test report)",
    "date-range": { "start-datetime": "2026-03-02T00:00:00Z", "end-datetime": "2026-03-02T23:59:59Z" },
    "contact-info": "tls-reports@reporter.example",
    "report-id": expect.stringMatching(/^test-2026-03-02-[0-9a-f]{8}$/),
    policies: [
      {
        policy: {
          "policy-type": "sts",
          "policy-string": [
            "version: STSv1",
            "mode: testing",
            "mx: mx1.example.com",
            "mx: mx2.example.com",
            "max_age: 604800",
          ],
          "policy-domain": "example.com",
          "mx-host": ["mx1.example.com", "mx2.example.com"],
        },
        summary: { "total-successful-session-count": 1200, "total-failure-session-count": 37 },
        "failure-details": [
          {
            "result-type": "certificate-expired",
            "sending-mta-ip": "192.0.2.25",
            "receiving-mx-hostname": "mx2.example.com",
            "receiving-ip": "203.0.113.25",
            "failed-session-count": 37,
            "failure-reason-code": "X509_V_ERR_CERT_HAS_EXPIRED",
          },
        ],
      },
    ],
  });
});

describe("what is missing or wrong", () => {
  const right = { day: false, mx: false, successful: false, failures: [false] };
  test.each<[string, Partial<TestReportFields>, Partial<typeof right>]>([
    ["no day", { day: "" }, { day: true }],
    ["a day that there is not", { day: "2026-02-30" }, { day: true }],
    ["a count that is none", { successful: "many" }, { successful: true }],
    ["a negative count", { successful: "-1" }, { successful: true }],
    ["more sessions than there are", { successful: "1000000001" }, { successful: true }],
    ["a wrong count of failures", { failures: [{ ...first(), sessions: "x" }] }, { failures: [true] }],
    ["a policy that names no host", { mx: "" }, { mx: true }],
  ])("%s", (_what, changes, wrong) => {
    const { report, wrong: found } = made(changes);
    expect([report, found]).toEqual([null, { ...right, ...wrong }]);
  });

  test.each<[string, Partial<TestReportFields>]>([
    ["no domain", { domain: "" }],
    ["no domain name", { domain: "192.0.2.1" }],
    ["no reporter", { reporter: " " }],
  ])("%s", (_what, changes) => {
    expect(made(changes).report).toBeNull();
  });
});

describe("what is left out", () => {
  test.each<[string, Partial<TestReportFields>, object]>([
    [
      "mode none needs no host",
      { mode: "none", mx: "" },
      { policyString: ["version: STSv1", "mode: none", "max_age: 604800"] },
    ],
    ["no policy, no hosts", { policyType: "no-policy-found" }, { policyString: null, mxHost: null }],
    [
      "a TLSA record of the right length",
      { policyType: "tlsa" },
      { policyString: [expect.stringMatching(/^3 1 1 [0-9a-f]{64}$/)], mxHost: null },
    ],
    [
      "failures that never happened",
      { failures: [{ ...first(), sessions: "" }] },
      { failures: [], failedSessions: 0 },
    ],
  ])("%s", (_what, changes, result) => {
    expect(made(changes).report?.value.policies[0]).toMatchObject(result);
  });

  test("a policy that could not be fetched names no mail host", () => {
    const failures = [
      { resultType: "sts-policy-fetch-error", sessions: "2", mx: "mx1.example.com" },
    ] as const;
    expect(made({ failures }).report?.value.policies[0]?.failures[0]).toMatchObject({
      receivingMxHostname: null,
      receivingIp: null,
    });
  });
});

test("another content has another id, the same content the same", () => {
  const idOf = (changes: Partial<TestReportFields>) => made(changes).report?.value.reportId;
  expect(idOf({})).toBe(idOf({}));
  expect(idOf({ successful: "1201" })).not.toBe(idOf({}));
});

test("what is made is read back without anything to tolerate", () => {
  const anyFields = fc.record({
    domain: fc.constant("example.com"),
    reporter: fc.constantFrom("reporter.example", "sender.test"),
    day: fc.constant("2026-03-02"),
    policyType: fc.constantFrom(...policyTypes),
    mode: fc.constantFrom(...modes),
    mx: fc.constant("mx1.example.com"),
    successful: fc.nat(1_000_000).map(String),
    failures: fc.array(
      fc.record({
        resultType: fc.constantFrom(...(Object.keys(resultTypes) as (keyof typeof resultTypes)[])),
        sessions: fc.integer({ min: 1, max: 1_000 }).map(String),
        mx: fc.constant(""),
      }),
      { maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(anyFields, (typed) => {
      const { report } = makeReport(typed);
      const read = parseTlsReport(report?.json ?? "");
      expect(read.ok && read.value).toEqual(report?.value);
      // RFC 8460 §4.4 has addresses for every failure, and some have none.
      const notes = read.findings.filter(({ code }) => code !== "report-detail-incomplete");
      expect(notes).toEqual([]);
    }),
  );
});

test.each([
  ["reporter.example", true],
  ["a.test", true],
  ["mail.example.org", true],
  ["notexample.org", false],
  ["reporter.com", false],
])("%s is reserved: %s", (name, expected) => {
  expect(isReservedName(name)).toBe(expected);
});

function first() {
  return { resultType: "certificate-expired", sessions: "37", mx: "mx2.example.com" } as const;
}
