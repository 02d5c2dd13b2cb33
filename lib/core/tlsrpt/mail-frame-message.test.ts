import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { frameReportMail } from "./mail-frame.ts";
import { formatReportMail, type ReportMail } from "./mail-frame-message.ts";

const content = new Uint8Array(1_000).map((_, index) => index % 251);

function mail(changes: Partial<ReportMail> = {}, domain = "receiver.example"): ReportMail {
  const frame = frameReportMail({
    policyDomain: domain,
    submitter: "reporter.example",
    reportId: "2026-03-02.receiver.example",
    start: new Date("2026-03-02T00:00:00Z"),
    end: new Date("2026-03-02T23:59:59Z"),
    gzip: true,
  });
  return {
    frame,
    from: "tls-reports@reporter.example",
    to: "tls@receiver.example",
    date: new Date("2026-03-03T04:05:06Z"),
    messageId: "1@reporter.example",
    boundary: "part",
    text: "One.\nTwo.",
    content,
    ...changes,
  };
}

test("another program reads the message as it was meant (RFC 8460 §5.3)", async () => {
  const message = await PostalMime.parse(formatReportMail(mail()));
  expect(message).toMatchObject({
    subject:
      "Report Domain: receiver.example Submitter: reporter.example Report-ID: <2026-03-02.receiver.example@reporter.example>",
    date: "2026-03-03T04:05:06.000Z",
    messageId: "<1@reporter.example>",
    text: expect.stringMatching(/^One\.\r?\nTwo\.\r?\n$/),
  });
  const headers = Object.fromEntries(message.headers.map(({ key, value }) => [key, value]));
  expect(headers).toMatchObject({
    "tls-report-domain": "receiver.example",
    "tls-report-submitter": "reporter.example",
    "content-type": expect.stringMatching(/^multipart\/report; report-type="tlsrpt"; boundary="part"$/),
  });
  const [attached] = message.attachments;
  expect(attached).toMatchObject({ mimeType: "application/tlsrpt+gzip", filename: mail().frame.fileName });
  expect(new Uint8Array(attached?.content as ArrayBuffer)).toEqual(content);
});

describe("the octets on the wire", () => {
  const long = `${"a".repeat(60)}.${"b".repeat(60)}.receiver.example`;

  test("are ASCII in lines that end with CRLF, none of them too long", () => {
    const text = formatReportMail(mail({}, long));
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThan(998);
  });

  test("a folded header keeps its words", () => {
    const [subject = ""] = /^Subject:.*(?:\r\n .*)*/m.exec(formatReportMail(mail({}, long))) ?? [];
    expect(subject.split("\r\n").length).toBeGreaterThan(1);
    expect(subject.replaceAll("\r\n", "")).toBe(`Subject: ${mail({}, long).frame.subject}`);
  });

  test("nothing that is given starts another header", () => {
    const text = formatReportMail(mail({ from: "a@b.example\r\nBcc: x@y.example" }));
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test("an empty report is an empty part", async () => {
    const { attachments } = await PostalMime.parse(formatReportMail(mail({ content: new Uint8Array() })));
    expect(attachments).toHaveLength(1);
  });
});
