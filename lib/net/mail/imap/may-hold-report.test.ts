import { expect, test } from "vitest";
import { type MailPart, mayHoldReport } from "./may-hold-report.ts";

const named = (type: string, name: string): MailPart => ({ type, dispositionParameters: { filename: name } });
const mail = (...childNodes: MailPart[]): MailPart => ({ type: "multipart/mixed", childNodes });

test.each<[string, MailPart, boolean]>([
  ["plain text", { type: "text/plain" }, false],
  ["text and HTML", mail({ type: "text/plain" }, { type: "text/html" }), false],
  [
    "a picture and a document",
    mail(named("image/png", "logo.png"), named("application/pdf", "bill.pdf")),
    false,
  ],
  ["a DMARC report", mail(named("application/gzip", "google.com!a.example!1!2.xml.gz")), false],
  ["a DMARC report without packing", named("text/xml", "report.xml"), false],
  ["a zip, which may be either", mail(named("application/zip", "google.com!a.example!1!2.zip")), true],
  ["a report as it should be", mail(named("application/tlsrpt+gzip", "r.json.gz")), true],
  ["a report without a name", { type: "APPLICATION/TLSRPT+JSON" }, true],
  ["a report named like a DMARC one", named("application/tlsrpt+gzip", "r.xml.gz"), true],
  ["a report whose type says nothing", mail(named("application/octet-stream", "r")), true],
  ["a report whose type is wrong", mail(named("text/plain", "R.JSON.GZ")), true],
  ["a name in Content-Type only", { type: "text/plain", parameters: { NAME: "r.json" } }, true],
  ["a forwarded mail", mail({ type: "message/rfc822", childNodes: [] }), true],
  [
    "a multipart report that announces one",
    {
      type: "multipart/report",
      parameters: { "Report-Type": "TLSRPT" },
      childNodes: [{ type: "text/plain" }],
    },
    true,
  ],
])("%s", (_, structure, fetched) => {
  expect(mayHoldReport({ announced: false, structure })).toBe(fetched);
});

test("what is announced is fetched whatever it looks like, and so is what the server says nothing of", () => {
  expect(mayHoldReport({ announced: true, structure: { type: "text/plain" } })).toBe(true);
  expect(mayHoldReport({ announced: false, structure: null })).toBe(true);
});
