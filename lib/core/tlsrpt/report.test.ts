import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reportLimits } from "./limits.ts";
import { parseTlsReport } from "./report.ts";

const fixture = (name: string) => readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url), "utf8");

describe("reports as the senders write them", () => {
  test.each([
    "clean",
    "google-early-like",
    "google-like",
    "mail-ru-like",
    "microsoft-like",
    "postfix-like",
    "stalwart-like",
  ])("%s", (name) => {
    const parsed = parseTlsReport(fixture(`${name}.json`));
    const golden: unknown = JSON.parse(fixture(`${name}.expected.json`));
    const found = {
      value: parsed.ok ? parsed.value : null,
      quirks: Object.fromEntries(parsed.findings.map(({ code, subject }) => [code, subject])),
    };
    expect(JSON.parse(JSON.stringify(found))).toEqual(golden);
  });
});

/** The clean report with one value changed; `undefined` takes the key away. */
function altered(path: string, value: unknown): string {
  const report: unknown = JSON.parse(fixture("clean.json"));
  const keys = path.split("/");
  const last = keys.pop() ?? "";
  let at = report as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(report);
}

const detail = "policies/0/failure-details/0";
const inDetail = "policies[0].failure-details[0]";

describe("what cannot be read, and where", () => {
  test.each<[string, unknown, string, string]>([
    ["organization-name", undefined, "report-field-missing", "organization-name"],
    ["organization-name", " \t", "report-field-blank", "organization-name"],
    ["organization-name", ["a"], "report-field-type", "organization-name"],
    ["organization-name", "x".repeat(256), "report-text-too-long", "organization-name"],
    ["report-id", "x".repeat(1_025), "report-text-too-long", "report-id"],
    ["report-id", { id: 1 }, "report-field-type", "report-id"],
    ["contact-info", ["a@b.example"], "report-field-type", "contact-info"],
    ["date-range", undefined, "report-field-missing", "date-range"],
    ["date-range", "2026-03-02", "report-field-type", "date-range"],
    ["date-range/end-datetime", undefined, "report-field-missing", "date-range.end-datetime"],
    ["date-range/start-datetime", 1_772_409_600, "report-field-type", "date-range.start-datetime"],
    ["date-range/start-datetime", "not-a-date", "report-time-invalid", "date-range.start-datetime"],
    ["policies", undefined, "report-field-missing", "policies"],
    ["policies", { "0": {} }, "report-field-type", "policies"],
    ["policies/0", "sts", "report-field-type", "policies[0]"],
    ["policies/0/policy", undefined, "report-field-missing", "policies[0].policy"],
    ["policies/0/policy", [], "report-field-type", "policies[0].policy"],
    ["policies/0/policy/policy-type", undefined, "report-field-missing", "policies[0].policy.policy-type"],
    ["policies/0/policy/policy-type", 1, "report-field-type", "policies[0].policy.policy-type"],
    ["policies/0/policy/policy-domain", " . ", "report-field-blank", "policies[0].policy.policy-domain"],
    [
      "policies/0/policy/policy-string",
      "version: STSv1",
      "report-field-type",
      "policies[0].policy.policy-string",
    ],
    ["policies/0/policy/policy-string", [["x"]], "report-field-type", "policies[0].policy.policy-string[0]"],
    ["policies/0/summary", undefined, "report-field-missing", "policies[0].summary"],
    ["policies/0/summary", 5, "report-field-type", "policies[0].summary"],
    ["policies/0/failure-details", {}, "report-field-type", "policies[0].failure-details"],
    [detail, null, "report-field-type", inDetail],
    [`${detail}/result-type`, undefined, "report-field-missing", `${inDetail}.result-type`],
    [`${detail}/result-type`, "", "report-field-blank", `${inDetail}.result-type`],
    [`${detail}/failed-session-count`, undefined, "report-field-missing", `${inDetail}.failed-session-count`],
    [`${detail}/receiving-ip`, ["192.0.2.1"], "report-field-type", `${inDetail}.receiving-ip`],
  ])("%s = %j", (path, value, code, subject) => {
    const parsed = parseTlsReport(altered(path, value));
    expect(parsed).toMatchObject({ ok: false });
    expect(errorsOf(parsed.findings)).toEqual([{ code, subject }]);
  });

  test("every fault is told, not only the first", () => {
    const parsed = parseTlsReport(
      '{"policies":[{"policy":{"policy-type":"sts"},"summary":{"total-successful-session-count":-1}}]}',
    );
    expect(errorsOf(parsed.findings).map(({ subject }) => subject)).toEqual([
      "date-range",
      "organization-name",
      "policies[0].summary.total-successful-session-count",
    ]);
  });
});

describe("counts are whole numbers from 0 to 10^12", () => {
  const path = "policies/0/summary/total-successful-session-count";
  test.each<[unknown, number | string]>([
    [0, 0],
    [28.0, 28],
    ["28", 28],
    [1e12, 1e12],
    ["1000000000000", 1e12],
    [null, 0],
    [1e12 + 1, "report-count-too-large"],
    ["1000000000001", "report-count-too-large"],
    [1e300, "report-count-too-large"],
    ["9".repeat(300), "report-count-too-large"],
    [-1, "report-count-invalid"],
    ["-1", "report-count-invalid"],
    [1.5, "report-count-invalid"],
    ["1.5", "report-count-invalid"],
    ["", "report-count-invalid"],
    ["many", "report-count-invalid"],
    ["NaN", "report-count-invalid"],
    [true, "report-count-invalid"],
    [[3], "report-count-invalid"],
  ])("%j", (value, expected) => {
    const parsed = parseTlsReport(altered(path, value));
    const got = parsed.ok ? parsed.value.policies[0]?.successfulSessions : errorsOf(parsed.findings)[0]?.code;
    expect(got).toBe(expected);
  });

  test("a number beyond every double is infinity, and too large", () => {
    const parsed = parseTlsReport(
      fixture("clean.json").replace(/(total-successful-session-count": )\d+/, "$11e999"),
    );
    expect(errorsOf(parsed.findings)).toEqual([
      { code: "report-count-too-large", subject: "policies[0].summary.total-successful-session-count" },
    ]);
  });
});

describe("times", () => {
  test.each([
    ["2026-03-02T00:00:00Z", "2026-03-02T00:00:00.000Z"],
    ["2026-03-02t00:00:00.25z", "2026-03-02T00:00:00.250Z"],
    ["2026-03-02T01:30:00+01:30", "2026-03-02T00:00:00.000Z"],
    ["2026-03-01T19:00:00-05:00", "2026-03-02T00:00:00.000Z"],
    ["2026-03-02T00:00:00", "2026-03-02T00:00:00.000Z"],
    ["2026-03-02 00:00:00 UTC", null],
    ["2026-03-02 00:00:00", "2026-03-02T00:00:00.000Z"],
    ["2026-03-02", "2026-03-02T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2025-02-29T00:00:00Z", null],
    ["2026-13-01T00:00:00Z", null],
    ["2026-00-10T00:00:00Z", null],
    ["2026-03-02T24:00:00Z", null],
    ["2026-03-02T00:00:00+24:00", null],
    ["1969-12-31T23:59:59Z", null],
    ["0000-00-00T00:00:00Z", null],
    ["yesterday", null],
    ["", null],
    ["2".repeat(100_000), null],
  ])("%.40s", (text, expected) => {
    const parsed = parseTlsReport(altered("date-range/start-datetime", text));
    expect(parsed.ok ? parsed.value.start.toISOString() : null).toBe(expected);
  });
});

describe("hostile input", () => {
  test.each([
    ["", "report-not-json"],
    ["{", "report-not-json"],
    ["[]", "report-not-object"],
    ["null", "report-not-object"],
    ['"text"', "report-not-object"],
    [" ".repeat(reportLimits.characters + 1), "report-too-large"],
    ["[".repeat(5_000) + "]".repeat(5_000), "report-not-object"],
    ["[".repeat(2_000_000), "report-nesting"],
    [`{"a":${'{"b":'.repeat(5_000)}1${"}".repeat(5_001)}`, "report-nesting"],
  ])("%.20s", (json, code) => {
    expect(parseTlsReport(json)).toMatchObject({ ok: false, findings: [{ code }] });
  });

  test("brackets within texts are no nesting, whatever is escaped there", () => {
    const brackets = `${"[{".repeat(9_000)}\\"${"[".repeat(100)}\\\\`;
    const parsed = parseTlsReport(altered(`${detail}/failure-reason-code`, brackets));
    expect(parsed.ok).toBe(true);
  });

  test("deep nesting in a key that nobody knows", () => {
    const nested = "[".repeat(5_000) + "]".repeat(5_000);
    const parsed = parseTlsReport(fixture("clean.json").replace("{", `{"x":${nested},`));
    expect(errorsOf(parsed.findings)).toEqual([{ code: "report-nesting", subject: "x" }]);
  });

  test.each([
    ["policies", Array(1_001).fill({}), "report-too-many-policies"],
    ["policies/0/failure-details", Array(10_001).fill({}), "report-too-many-details"],
    ["policies/0/policy/mx-host", Array(1_001).fill("mx"), "report-list-too-long"],
  ])("too many entries in %s", (path, value, code) => {
    expect(errorsOf(parseTlsReport(altered(path, value)).findings).map((one) => one.code)).toEqual([code]);
  });

  test("the limit on failure details is over all policies together", () => {
    const clean = JSON.parse(altered("policies/0/failure-details", Array(6_000).fill(oneDetail())));
    clean.policies.push(clean.policies[0]);
    const parsed = parseTlsReport(JSON.stringify(clean));
    expect(errorsOf(parsed.findings)).toEqual([
      { code: "report-too-many-details", subject: "policies[1].failure-details" },
    ]);
  });

  test("ten thousand details with the same deviation are one finding", () => {
    const { "receiving-ip": _, ...incomplete } = oneDetail();
    const parsed = parseTlsReport(altered("policies/0/failure-details", Array(10_000).fill(incomplete)));
    expect(parsed.ok).toBe(true);
    expect(parsed.findings.find(({ code }) => code === "report-detail-incomplete")?.data.count).toBe(10_000);
  });

  test("a thousand broken policies do not make a thousand findings", () => {
    const parsed = parseTlsReport(altered("policies", Array(1_000).fill({ policy: [], summary: [] })));
    expect(parsed.ok).toBe(false);
    expect(parsed.findings.length).toBeLessThan(100);
  });

  test("keys of an object's prototype are keys like any other", () => {
    const parsed = parseTlsReport(
      fixture("clean.json").replace("{", '{"__proto__":{"policies":[]},"constructor":1,'),
    );
    expect(parsed).toMatchObject({
      ok: true,
      findings: [{ code: "report-key-unknown", data: { count: 2 } }],
    });
  });

  test("what cannot be stored never leaves the parser, not even in a finding", () => {
    const bad = "\\u0000\\ud800";
    const json = fixture("clean.json")
      .replaceAll("sts", `s${bad}ts`)
      .replaceAll("certificate-expired", `new${bad}type`)
      .replace("mx1.", `mx1${bad}.`)
      .replace("{", `{"key${bad}":1,`);
    const parsed = parseTlsReport(json);
    const said = JSON.stringify(parsed);
    expect(parsed.ok).toBe(true);
    expect(said).not.toMatch(/\\u0000|\\ud800/);
    expect(said).toContain("\uFFFD");
  });
});

function oneDetail(): Record<string, unknown> {
  return JSON.parse(fixture("clean.json")).policies[0]["failure-details"][0];
}

function errorsOf(findings: { severity: string; code: string; subject: string | null }[]) {
  return findings.flatMap(({ severity, code, subject }) => (severity === "error" ? [{ code, subject }] : []));
}
