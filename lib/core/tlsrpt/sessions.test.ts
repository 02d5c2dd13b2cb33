import { describe, expect, test } from "vitest";
import { formatTlsReport } from "./format-report.ts";
import { type PolicyResult, parseTlsReport, type TlsReport } from "./report.ts";
import { countSessions } from "./sessions.ts";

const day = { start: new Date("2026-03-02T00:00:00Z"), end: new Date("2026-03-02T23:59:59Z") };

type Failure = [resultType: string, mx: string | null, failed: number];

function result(
  type: string,
  domain: string | null,
  counts: [number, number],
  failures: Failure[] = [],
): PolicyResult {
  return {
    type,
    domain,
    policyString: null,
    mxHost: null,
    successfulSessions: counts[0],
    failedSessions: counts[1],
    failures: failures.map(([resultType, receivingMxHostname, failedSessions]) => ({
      resultType,
      failedSessions,
      sendingMtaIp: null,
      receivingMxHostname,
      receivingMxHelo: null,
      receivingIp: null,
      additionalInformation: null,
      failureReasonCode: null,
    })),
  };
}

function report(organizationName: string, ...policies: PolicyResult[]): TlsReport {
  return { organizationName, reportId: "1", contactInfo: null, ...day, policies };
}

const domain = "receiver.example";

describe("which policy results count", () => {
  test.each<[string, TlsReport, { counted: [number, number][]; duplicateOf: (number | null)[] }]>([
    [
      "one result counts as it is",
      report("Reporter", result("sts", domain, [5, 1])),
      { counted: [[5, 1]], duplicateOf: [null] },
    ],
    [
      "two sts results of a day the policy changed both count",
      report("Reporter", result("sts", domain, [5, 1]), result("sts", domain, [5, 1])),
      {
        counted: [
          [5, 1],
          [5, 1],
        ],
        duplicateOf: [null, null],
      },
    ],
    [
      "sts and tlsa of one domain with the same total are the same sessions",
      report("Reporter", result("sts", domain, [5, 1]), result("tlsa", domain, [5, 1])),
      {
        counted: [
          [5, 1],
          [0, 0],
        ],
        duplicateOf: [null, 0],
      },
    ],
    [
      "sts counts first even when tlsa stands first",
      report("Reporter", result("tlsa", domain, [6, 0]), result("sts", domain, [6, 0])),
      {
        counted: [
          [0, 0],
          [6, 0],
        ],
        duplicateOf: [1, null],
      },
    ],
    [
      "a session that failed under either policy failed",
      report("Reporter", result("sts", domain, [10, 0]), result("tlsa", domain, [8, 2])),
      {
        counted: [
          [8, 0],
          [0, 2],
        ],
        duplicateOf: [null, 0],
      },
    ],
    [
      "other totals are other sessions, unless the reporter is known to list them twice",
      report("Reporter", result("sts", domain, [10, 0]), result("tlsa", domain, [4, 0])),
      {
        counted: [
          [10, 0],
          [4, 0],
        ],
        duplicateOf: [null, null],
      },
    ],
    [
      "Microsoft: the smaller list is part of the larger",
      report("Microsoft Corporation", result("sts", domain, [10, 0]), result("tlsa", domain, [4, 0])),
      {
        counted: [
          [10, 0],
          [0, 0],
        ],
        duplicateOf: [null, 0],
      },
    ],
    [
      "Microsoft: what only tlsa tells of is added",
      report("Microsoft Corporation", result("sts", domain, [7, 0]), result("tlsa", domain, [9, 1])),
      {
        counted: [
          [7, 0],
          [2, 1],
        ],
        duplicateOf: [null, 0],
      },
    ],
    [
      "a tlsa result under the MX host has sessions of its own",
      report("Microsoft Corporation", result("sts", domain, [3, 0]), result("tlsa", `mx1.${domain}`, [3, 0])),
      {
        counted: [
          [3, 0],
          [3, 0],
        ],
        duplicateOf: [null, null],
      },
    ],
    [
      "results without a domain are never taken for one another",
      report("Microsoft Corporation", result("sts", null, [3, 0]), result("tlsa", null, [3, 0])),
      {
        counted: [
          [3, 0],
          [3, 0],
        ],
        duplicateOf: [null, null],
      },
    ],
    [
      "two sts results against one tlsa result",
      report(
        "Reporter",
        result("sts", domain, [3, 1]),
        result("sts", domain, [2, 0]),
        result("tlsa", domain, [5, 1]),
      ),
      {
        counted: [
          [3, 1],
          [2, 0],
          [0, 0],
        ],
        duplicateOf: [null, null, 0],
      },
    ],
  ])("%s", (_, given, expected) => {
    const { results, successful, failed } = countSessions(given);
    expect(results.map((one) => [one.countedSuccessful, one.countedFailed])).toEqual(expected.counted);
    expect(results.map((one) => one.duplicateOf)).toEqual(expected.duplicateOf);
    const sum = (side: 0 | 1) => expected.counted.reduce((total, counts) => total + counts[side], 0);
    expect([successful, failed]).toEqual([sum(0), sum(1)]);
  });
});

describe("failures by policy type, failure type and MX", () => {
  const kinds = (given: TlsReport) =>
    countSessions(given).failures.map((one) => [
      one.policyType,
      one.resultType,
      one.mxHost,
      one.failedSessions,
    ]);

  test("equal ones are summed, hosts compared without case and final dot", () => {
    const failures: Failure[] = [
      ["certificate-expired", "MX1.receiver.example.", 1],
      ["certificate-expired", "mx1.receiver.example", 2],
      ["certificate-expired", null, 4],
    ];
    expect(kinds(report("Reporter", result("sts", domain, [0, 7], failures)))).toEqual([
      ["sts", "certificate-expired", "mx1.receiver.example", 3],
      ["sts", "certificate-expired", null, 4],
    ]);
  });

  test("what the summary has and no detail explains stands under no type", () => {
    const given = report(
      "Reporter",
      result("sts", domain, [1, 5], [["validation-failure", "mx1.receiver.example", 2]]),
    );
    expect(kinds(given)).toEqual([
      ["sts", "validation-failure", "mx1.receiver.example", 2],
      ["sts", null, null, 3],
    ]);
  });

  test("details that exceed the summary are kept, and the total goes by the summary", () => {
    const given = report(
      "Reporter",
      result(
        "sts",
        domain,
        [0, 1],
        [
          ["a", null, 1],
          ["b", null, 1],
        ],
      ),
    );
    expect(kinds(given)).toEqual([
      ["sts", "a", null, 1],
      ["sts", "b", null, 1],
    ]);
    expect(countSessions(given).failed).toBe(1);
  });

  test("what sts and tlsa list alike is told once, what only one lists is never lost", () => {
    const given = report(
      "Microsoft Corporation",
      result(
        "sts",
        domain,
        [6, 4],
        [
          ["starttls-not-supported", "mx1", 3],
          ["certificate-host-mismatch", "mx1", 1],
        ],
      ),
      result(
        "tlsa",
        domain,
        [4, 6],
        [
          ["starttls-not-supported", "mx1", 3],
          ["tlsa-invalid", "mx1", 3],
        ],
      ),
    );
    expect(kinds(given)).toEqual([
      ["sts", "starttls-not-supported", "mx1", 3],
      ["sts", "certificate-host-mismatch", "mx1", 1],
      ["tlsa", "tlsa-invalid", "mx1", 3],
    ]);
    expect(countSessions(given)).toMatchObject({ successful: 4, failed: 6 });
  });

  test("unexplained failures of tlsa may be those that sts explains", () => {
    const given = report(
      "Microsoft Corporation",
      result("sts", domain, [0, 3], [["certificate-expired", "mx1", 3]]),
      result("tlsa", domain, [0, 3]),
    );
    expect(kinds(given)).toEqual([["sts", "certificate-expired", "mx1", 3]]);
  });

  test("a name too long for a host is no host", () => {
    const given = report("Reporter", result("sts", domain, [0, 1], [["a", "x".repeat(254), 1]]));
    expect(kinds(given)).toEqual([["sts", "a", null, 1]]);
  });
});

test("a report that lists sessions twice says so", () => {
  const given = report("Reporter", result("sts", domain, [5, 1]), result("tlsa", domain, [6, 0]));
  const codes = parseTlsReport(formatTlsReport(given)).findings.map(({ code }) => code);
  expect(codes).toContain("report-same-sessions");
});
