import { expect, test } from "vitest";
import type { SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import { parseTlsReport, type TlsReport } from "#lib/core/tlsrpt/report.ts";
import { vouchForMail } from "./vouch-for-mail.ts";

function report(reporter: string, contact: string | null): TlsReport {
  const parsed = parseTlsReport(
    JSON.stringify({
      "organization-name": reporter,
      "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
      "contact-info": contact,
      "report-id": "1",
      policies: [
        {
          policy: { "policy-type": "no-policy-found", "policy-domain": "example.com" },
          summary: { "total-successful-session-count": 1, "total-failure-session-count": 0 },
        },
      ],
    }),
  );
  if (!parsed.ok) throw new Error("not a report");
  return parsed.value;
}

const small = report("Reporter", "tls@mail.reporter.example");
const google = report("Google Inc.", "smtp-tls-reporting@google.com");
const mailRu = report("Mail.ru", "abuse_tls@corp.mail.ru");

function signature(domain: string, result: SignatureFact["result"] = "pass", reason: string | null = null) {
  return { domain, selector: "s", result, reason, algorithm: "rsa-sha256" };
}

const cases: [what: string, report: TlsReport, signatures: SignatureFact[], reason: string][] = [
  ["the reporter’s signature", small, [signature("reporter.example")], "signed-by-reporter:reporter.example"],
  [
    "one of a name below it",
    small,
    [signature("out.reporter.example")],
    "signed-by-reporter:out.reporter.example",
  ],
  [
    "one beside that of a list",
    small,
    [signature("list.example"), signature("reporter.example")],
    "signed-by-reporter:reporter.example",
  ],
  [
    "one beside a broken one",
    small,
    [signature("reporter.example", "fail", "body-altered"), signature("reporter.example")],
    "signed-by-reporter:reporter.example",
  ],
  [
    "one that covers no field of reports",
    small,
    [signature("reporter.example", "pass", "report-fields-unsigned")],
    "signed-by-reporter:reporter.example",
  ],
  ["a known reporter’s", google, [signature("google.com")], "signed-by-reporter:google.com"],
  ["a known reporter’s of one of its domains", mailRu, [signature("vk.team")], "signed-by-reporter:vk.team"],
];

test.each(cases)("%s vouches", (_, of, signatures, reason) => {
  const { trust, ...rest } = vouchForMail({ signatures }, of);
  const voucher = reason
    .slice(reason.indexOf(":") + 1)
    .split(".")
    .slice(-2)
    .join(".");
  expect([trust, rest]).toEqual(["dkim", { reason, voucher }]);
});

const others: typeof cases = [
  ["no signature", small, [], "mail-without-signature"],
  ["no contact", report("Reporter", null), [signature("reporter.example")], "no-reporter-domain"],
  ["somebody else’s", small, [signature("other.example")], "signed-by-another:other.example"],
  ["a look-alike’s", small, [signature("notreporter.example")], "signed-by-another:notreporter.example"],
  [
    "a public suffix’s",
    report("R", "a@b.github.io"),
    [signature("github.io")],
    "signed-by-another:github.io",
  ],
  [
    "another’s in a known reporter’s name",
    google,
    [signature("reporter.example")],
    "signed-by-another:reporter.example",
  ],
  [
    "a known name with a contact of one’s own",
    report("Google", "me@reporter.example"),
    [signature("reporter.example")],
    "signed-by-another:reporter.example",
  ],
  [
    "a mail of Google that is not signed as a report",
    google,
    [signature("google.com", "pass", "report-fields-unsigned")],
    "signature-invalid:google.com",
  ],
  [
    "a broken one",
    small,
    [signature("reporter.example", "fail", "body-altered")],
    "signature-invalid:reporter.example",
  ],
  [
    "one that is not taken",
    small,
    [signature("reporter.example", "policy", "expired")],
    "signature-invalid:reporter.example",
  ],
  [
    "a broken one beside somebody else’s",
    small,
    [signature("other.example"), signature("reporter.example", "fail", "x")],
    "signature-invalid:reporter.example",
  ],
  [
    "one that could not be checked",
    small,
    [signature("reporter.example", "temporary-error", "dns-failure")],
    "signature-not-checked:reporter.example",
  ],
  [
    "somebody else’s that could not be checked",
    small,
    [signature("other.example", "temporary-error", "dns-failure")],
    "signature-not-checked:other.example",
  ],
];

test.each(others)("%s does not", (_, of, signatures, reason) => {
  expect(vouchForMail({ signatures }, of)).toEqual({ trust: "unverified", reason, voucher: null });
});
