import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverMxHosts, proposePolicyMx } from "./coverage.ts";
import { mxMatches } from "./mx-match.ts";
import { formatMtaStsPolicy, type MtaStsPolicy, parseMtaStsPolicy } from "./policy.ts";
import { canonicalPolicyText, policyDiff } from "./policy-diff.ts";
import { nextPolicyId } from "./policy-id.ts";
import { formatMtaStsRecord, parseMtaStsRecord } from "./record.ts";

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join("."));
const pattern = fc.oneof(
  host,
  host.map((name) => `*.${name}`),
);
const extension = fc.record({
  name: fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/)
    .filter((name) => !/^(version|mode|mx|max_age)$/.test(name)),
  value: fc.stringMatching(/^[!-~é]([ -~é]{0,20}[!-~é])?$/),
});
const policy: fc.Arbitrary<MtaStsPolicy> = fc.record({
  mode: fc.constantFrom("enforce", "testing", "none"),
  mx: fc.array(pattern, { minLength: 1, maxLength: 5 }),
  maxAgeSeconds: fc.nat(31_557_600),
  extensions: fc.array(extension, { maxLength: 3 }),
});

/** Texts near enough to a policy to reach deep into the parser. */
const nearPolicy = fc
  .array(
    fc.constantFrom(
      "version",
      "STSv1",
      ":",
      " ",
      "\n",
      "\r\n",
      "mode",
      "none",
      "mx",
      "*.",
      "a.example",
      "max_age",
      "1",
      "\t",
      "\uFEFF",
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("any text", () => {
  test("never throws; spans lie within it; a refusal has a reason", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), nearPolicy), (text) => {
        const parsed = parseMtaStsPolicy(text);
        for (const { span } of parsed.findings) {
          if (span !== null)
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        }
        expect(parsed.ok || parsed.findings.some(({ severity }) => severity === "error")).toBe(true);
        expect(parseMtaStsRecord(text).ok && !text.startsWith("v=STSv1")).toBe(false);
      }),
    );
  });
});

describe("any policy", () => {
  test("written and read again is the same", () => {
    fc.assert(
      fc.property(policy, (value) => {
        expect(parseMtaStsPolicy(formatMtaStsPolicy(value))).toMatchObject({ ok: true, value });
      }),
    );
  });

  test("stays the same to senders with other line ends, blanks and order of patterns", () => {
    fc.assert(
      fc.property(policy, fc.stringMatching(/^[ \t]{0,3}$/), (value, blanks) => {
        const text = formatMtaStsPolicy({ ...value, mx: value.mx.toReversed() }).replaceAll(
          "\r\n",
          `${blanks}\n`,
        );
        const parsed = parseMtaStsPolicy(text);
        expect(parsed.ok && policyDiff(value, parsed.value).same).toBe(true);
        expect(parsed.ok && canonicalPolicyText(parsed.value)).toBe(canonicalPolicyText(value));
      }),
    );
  });

  test("a diff is empty exactly when nothing a sender goes by differs", () => {
    fc.assert(
      fc.property(policy, policy, (a, b) => {
        const diff = policyDiff(a, b);
        const changes = [
          diff.mode,
          diff.maxAgeSeconds,
          diff.mxAdded.length,
          diff.mxRemoved.length,
          diff.extensionsChanged,
        ];
        expect(diff.same).toBe(changes.every((change) => !change));
      }),
    );
  });
});

describe("any MX hosts", () => {
  test("are covered by the proposal, which has no pattern too many", () => {
    fc.assert(
      fc.property(fc.array(host, { maxLength: 8 }), (hosts) => {
        const proposed = proposePolicyMx(hosts).filter((one) => one !== "");
        const { uncovered, unusedPatterns } = coverMxHosts(hosts, proposed);
        expect(uncovered.filter((name) => !/^\d+(?:\.\d+){3}$/.test(name))).toEqual([]);
        expect(unusedPatterns).toEqual([]);
      }),
    );
  });

  test("a wildcard covers exactly one label more than its name", () => {
    fc.assert(
      fc.property(host, label, label, (name, one, two) => {
        expect(mxMatches(`${one}.${name}`, [`*.${name}`])).toBe(true);
        expect(mxMatches(name, [`*.${name}`])).toBe(false);
        expect(mxMatches(`${two}.${one}.${name}`, [`*.${name}`])).toBe(false);
      }),
    );
  });
});

test("the next id differs from the last, is valid, and never goes back", () => {
  const time = fc.date({ min: new Date("2000-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  const previous = fc.oneof(
    time.map((at) => nextPolicyId(at, null)),
    fc.stringMatching(/^[A-Za-z0-9]{1,32}$/),
  );
  fc.assert(
    fc.property(time, previous, (now, last) => {
      const next = nextPolicyId(now, last);
      expect(parseMtaStsRecord(formatMtaStsRecord({ id: next, extensions: [] }))).toMatchObject({ ok: true });
      expect(next).not.toBe(last);
      if (/^\d{14}Z$/.test(last)) expect(next > last).toBe(true);
    }),
  );
});
