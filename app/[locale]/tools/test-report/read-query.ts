import {
  type FailureFields,
  isResultType,
  modes,
  mostFailures,
  policyTypes,
  type TestReportFields,
} from "./make-report.ts";

/** The names that the fields have in the address. */
export type TestReportQuery = {
  domain: string | undefined;
  reporter: string | undefined;
  day: string | undefined;
  policy: string | undefined;
  mode: string | undefined;
  mx: string | undefined;
  successful: string | undefined;
  failures: readonly string[];
};

/** What the form begins with. `today` is the day in UTC; a report tells of the day before (RFC 8460 §4.1). */
export function fieldsOf(query: TestReportQuery, today: Date): TestReportFields {
  const yesterday = new Date(today.getTime() - 86_400_000).toISOString().slice(0, 10);
  const { domain = "example.com", reporter = "reporter.example", day = yesterday } = query;
  return {
    domain,
    reporter,
    day,
    policyType: policyTypes.find((type) => type === query.policy) ?? "sts",
    mode: modes.find((mode) => mode === query.mode) ?? "testing",
    mx: query.mx ?? `mx1.${domain}\nmx2.${domain}`,
    successful: query.successful ?? "1200",
    failures:
      query.failures.length === 0 && query.successful === undefined
        ? [{ resultType: "certificate-expired", sessions: "37", mx: `mx2.${domain}` }]
        : query.failures.slice(0, mostFailures).flatMap(failureOf),
  };
}

/** The other way round, for the address: entries that say what the form holds. */
export function queryOf(fields: TestReportFields): [string, string][] {
  const { domain, reporter, day, policyType, mode, mx, successful, failures } = fields;
  return [
    ["domain", domain],
    ["reporter", reporter],
    ["day", day],
    ["policy", policyType],
    ["mode", mode],
    ["mx", mx],
    ["successful", successful.trim() === "" ? "0" : successful],
    ...failures.map((row): [string, string] => [
      "failure",
      `${row.resultType} ${row.sessions} ${row.mx}`.trim(),
    ]),
  ];
}

function failureOf(text: string): FailureFields[] {
  const [resultType = "", sessions = "", mx = ""] = text.split(" ");
  return isResultType(resultType) ? [{ resultType, sessions, mx }] : [];
}
