import { describe, expect, test } from "vitest";
import { frameReportMail, parseReportFileName, reportFileName } from "./mail-frame.ts";

const input = {
  policyDomain: "receiver.example",
  submitter: "reporter.example",
  reportId: "2026-03-02T00:00:00Z_receiver.example",
  start: new Date("2026-03-02T00:00:00Z"),
  end: new Date("2026-03-02T23:59:59Z"),
  gzip: true,
};

test("a report's mail as RFC 8460 §5.3 asks", () => {
  expect(frameReportMail(input)).toEqual({
    subject:
      "Report Domain: receiver.example Submitter: reporter.example Report-ID: <2026-03-02T00.00.00Z_receiver.example@reporter.example>",
    fileName:
      "reporter.example!receiver.example!1772409600!1772495999!20260302T000000Zreceiverexample.json.gz",
    headers: { "TLS-Report-Domain": "receiver.example", "TLS-Report-Submitter": "reporter.example" },
    contentType: { type: "multipart/report", reportType: "tlsrpt" },
    attachmentType: "application/tlsrpt+gzip",
  });
});

test("plain JSON has another name and type", () => {
  const frame = frameReportMail({ ...input, gzip: false });
  expect(frame.fileName).toMatch(/\.json$/);
  expect(frame.attachmentType).toBe("application/tlsrpt+json");
});

test("nothing in a domain or an id can start a new header", () => {
  const frame = frameReportMail({
    ...input,
    policyDomain: "a.example\r\nBcc: x@b.example",
    reportId: "1\r\nBcc: x",
  });
  expect(JSON.stringify(frame)).not.toMatch(/\\r|\\n/);
});

test("an id of nothing usable still makes a msg-id", () => {
  expect(frameReportMail({ ...input, reportId: "…" }).subject).toMatch(
    /Report-ID: <report@reporter\.example>$/,
  );
});

describe("file names tell the domain when the report does not", () => {
  test("what we write we read", () => {
    const { submitter, policyDomain, start, end } = input;
    const read = parseReportFileName(reportFileName(input));
    expect(read).toEqual({ submitter, policyDomain, start, end: new Date(end) });
  });

  test.each([
    "report.json",
    "a!b!c!d.json",
    "a!b!1!2.exe",
    "",
    "!!!!",
    "a!b c!1!2.json",
    `${"x".repeat(2_000)}!b!1!2.json`,
  ])("%.30s is none", (name) => {
    expect(parseReportFileName(name)).toBeNull();
  });
});
