import { expect, test } from "vitest";
import { resultsForDomain } from "./belongs.ts";
import type { PolicyResult, TlsReport } from "./report.ts";

function reportOf(...entries: [type: string, domain: string | null][]): TlsReport {
  const policies = entries.map(
    ([type, domain]): PolicyResult => ({
      type,
      domain,
      policyString: null,
      mxHost: null,
      successfulSessions: 1,
      failedSessions: 0,
      failures: [],
    }),
  );
  const day = { start: new Date(0), end: new Date(1) };
  return { organizationName: "Reporter", reportId: "1", contactInfo: null, ...day, policies };
}

const known = { mxHosts: ["MX1.mail.example."], hint: null };

test.each<[string, [string, string | null], { mxHosts: string[]; hint: string | null }, string | null]>([
  ["its own policy domain", ["sts", "receiver.example"], known, "policy-domain"],
  ["its own policy domain in other letters", ["sts", "Receiver.Example."], known, "policy-domain"],
  ["another domain", ["sts", "other.example"], known, null],
  ["a subdomain is another domain", ["sts", "sub.receiver.example"], known, null],
  ["tlsa at one of its MX hosts", ["tlsa", "mx1.mail.example"], known, "tlsa-mx"],
  ["sts at one of its MX hosts is not its own", ["sts", "mx1.mail.example"], known, null],
  ["tlsa at another host", ["tlsa", "mx2.mail.example"], known, null],
  ["no domain, and the delivery names it", ["sts", null], { ...known, hint: "receiver.example" }, "hint"],
  ["no domain, and the delivery names another", ["sts", null], { ...known, hint: "other.example" }, null],
  ["no domain, and the delivery names none", ["sts", null], known, null],
  ["a hint never overrides a domain", ["sts", "other.example"], { ...known, hint: "receiver.example" }, null],
])("%s", (_, entry, given, by) => {
  const report = reportOf(entry);
  const { own, foreign } = resultsForDomain(report, "receiver.example", given);
  expect(own.map((one) => one.by)).toEqual(by === null ? [] : [by]);
  expect(foreign.map(({ index }) => index)).toEqual(by === null ? [0] : []);
});
