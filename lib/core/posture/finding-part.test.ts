import { describe, expect, it } from "vitest";
import { finding } from "../finding.ts";
import { type CheckedPart, findingsByPart } from "./finding-part.ts";

const rows: [what: string, code: string, subject: string | null, part: CheckedPart][] = [
  ["another token in the proof's record", "ownership-token-other", "_sealpost.example.test", "ownership"],
  ["a proof that could not be looked up", "dns-lookup-failed", "_sealpost.example.test", "ownership"],
  ["a missing TLS-RPT record", "tlsrpt-record-missing", "_smtp._tls.example.test", "tlsRpt"],
  ["a destination inside the record", "tlsrpt-destination-http", "http://reports.test/", "tlsRpt"],
  ["a record that could not be looked up", "dns-lookup-failed", "_mta-sts.example.test", "mtaSts"],
  ["a policy host's certificate", "policy-host-certificate-expired", "mta-sts.example.test", "policy"],
  ["a line of the policy", "mtasts-mode", "https://mta-sts.example.test/.well-known/mta-sts.txt", "policy"],
  ["an MX that the policy does not name", "mx-not-covered", "mx.example.test", "mx"],
  ["MX records that could not be looked up", "dns-lookup-failed", "example.test", "mx"],
  ["a pattern that matches no MX", "policy-mx-unused", "*.old.test", "mx"],
];

describe("findingsByPart", () => {
  it.each(rows)("puts %s where it belongs", (_, code, subject, part) => {
    const sorted = findingsByPart("example.test", [finding(code, "error", { subject })]);
    const where = Object.entries(sorted).flatMap(([name, findings]) => (findings.length > 0 ? [name] : []));
    expect(where).toEqual([part]);
  });
});
