import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTlsReport } from "./format-report.ts";
import { type FailureDetail, type PolicyResult, parseTlsReport, type TlsReport } from "./report.ts";
import { reportContent, reportKey } from "./report-key.ts";
import { countSessions } from "./sessions.ts";

/** Text that a report can carry unchanged. */
const text = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .map((raw) => `x${raw.toWellFormed().replaceAll("\0", "")}`);
const optional = fc.option(text, { nil: null });
const count = fc.oneof(fc.nat(5), fc.nat(1_000_000), fc.constant(1_000_000_000_000));
const domain = fc.constantFrom("receiver.example", "other.example", "mx1.receiver.example", null);
const time = fc.date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });

const failure: fc.Arbitrary<FailureDetail> = fc.record({
  resultType: fc.oneof(fc.constantFrom("certificate-expired", "tlsa-invalid"), text),
  failedSessions: count,
  sendingMtaIp: optional,
  receivingMxHostname: optional,
  receivingMxHelo: optional,
  receivingIp: optional,
  additionalInformation: optional,
  failureReasonCode: optional,
});

const policy: fc.Arbitrary<PolicyResult> = fc.record({
  type: fc.constantFrom("sts", "tlsa", "no-policy-found", "else"),
  domain,
  policyString: fc
    .option(fc.array(fc.string(), { maxLength: 3 }), { nil: null })
    .map((list) => list?.map(storable) ?? null),
  mxHost: fc.option(fc.array(text, { maxLength: 3 }), { nil: null }),
  successfulSessions: count,
  failedSessions: count,
  failures: fc.array(failure, { maxLength: 3 }),
});

const report: fc.Arbitrary<TlsReport> = fc.record({
  organizationName: fc.oneof(fc.constant("Microsoft Corporation"), text),
  reportId: optional,
  contactInfo: optional,
  start: time,
  end: time,
  policies: fc.array(policy, { maxLength: 4 }),
});

function storable(raw: string): string {
  return raw.toWellFormed().replaceAll("\0", "");
}

describe("any input", () => {
  test("never throws, and is either read or refused with a reason", () => {
    const input = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ policies: value })),
    );
    fc.assert(
      fc.property(input, (json) => {
        const parsed = parseTlsReport(json);
        return parsed.ok || parsed.findings.some(({ severity }) => severity === "error");
      }),
    );
  });

  test("a report with any one value replaced by anything never throws", () => {
    fc.assert(
      fc.property(report, fc.nat(), fc.jsonValue(), (value, pick, other) => {
        const tree: unknown = JSON.parse(formatTlsReport(value));
        const places = placesOf(tree);
        const place = places[pick % places.length];
        if (place !== undefined) place.holder[place.key] = other;
        expect(typeof parseTlsReport(JSON.stringify(tree)).ok).toBe("boolean");
      }),
    );
  });
});

describe("any report", () => {
  test("written and read again is the same", () => {
    fc.assert(
      fc.property(report, (value) => {
        expect(parseTlsReport(formatTlsReport(value))).toMatchObject({ ok: true, value });
      }),
    );
  });

  test("keeps its key and content when its lists are turned round", () => {
    fc.assert(
      fc.property(report, (value) => {
        const turned = value.policies
          .map((one) => ({ ...one, failures: one.failures.toReversed() }))
          .toReversed();
        const other = { ...value, policies: turned };
        expect(reportKey(other)).toBe(reportKey(value));
        expect(reportContent(other)).toBe(reportContent(value));
      }),
    );
  });

  test("counts no session twice and hides no failure", () => {
    fc.assert(
      fc.property(report, (value) => {
        const { results, successful, failed, failures } = countSessions(value);
        const sum = (pick: (one: PolicyResult) => number) =>
          value.policies.reduce((all, one) => all + pick(one), 0);
        expect(successful).toBeLessThanOrEqual(sum((one) => one.successfulSessions));
        expect(failed).toBeLessThanOrEqual(sum((one) => one.failedSessions));
        expect(failed).toBeGreaterThanOrEqual(
          Math.max(0, ...value.policies.map((one) => one.failedSessions)),
        );
        for (const one of results)
          expect(Math.min(one.countedSuccessful, one.countedFailed)).toBeGreaterThanOrEqual(0);
        const said = new Set(
          value.policies.flatMap((one) =>
            one.failures.filter((f) => f.failedSessions > 0).map((f) => f.resultType),
          ),
        );
        const told = new Set(failures.map((one) => one.resultType));
        expect([...said].filter((type) => !told.has(type))).toEqual([]);
      }),
    );
  });
});

type Place = { holder: Record<string | number, unknown>; key: string | number };

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}
