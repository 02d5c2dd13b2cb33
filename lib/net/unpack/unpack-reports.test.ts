import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { buildMail, buildMbox, buildReportMail } from "./testing/mail.ts";
import { dmarc, forwarding, gz, json, report, reportMail, told, words } from "./testing/samples.ts";
import { buildZip } from "./testing/zip-file.ts";
import { unpackReport } from "./unpack-report.ts";
import { unpackReports } from "./unpack-reports.ts";

describe("reports are found", () => {
  test.each<{ name: string; bytes: Uint8Array; expected: string[] }>([
    { name: "plain JSON", bytes: Buffer.from(json), expected: ["= json"] },
    {
      name: "after a byte order mark and blanks",
      bytes: Buffer.from(`\uFEFF\r\n ${json}`),
      expected: ["= json"],
    },
    { name: "gzip", bytes: gz, expected: ["= gzip"] },
    {
      name: "a zip of reports, plain and in gzip, without what systems add",
      bytes: buildZip([
        { name: "a.json", content: json, method: 0 },
        { name: "sub/", content: "", method: 0 },
        { name: "sub/b.json.gz", content: gz },
        { name: "__MACOSX/._a.json", content: "x" },
        { name: ".DS_Store", content: "x" },
      ]),
      expected: ["a.json = zip", "sub/b.json.gz = gzip"],
    },
    { name: "a report mail", bytes: reportMail, expected: ["part 2 › report.json.gz = gzip"] },
    {
      name: "a mail with line feeds alone",
      bytes: buildMail([words, report], { newline: "\n" }),
      expected: ["part 2 › report.json.gz = gzip"],
    },
    {
      name: "a part that is labelled as something else",
      bytes: buildMail([{ type: "image/png", name: "logo.png", content: gz }]),
      expected: ["part 1 › logo.png = gzip"],
    },
    {
      name: "gzip that is plain JSON, sent as quoted-printable",
      bytes: buildReportMail([
        { ...report, content: json.replaceAll("é", "=C3=A9"), encoding: "quoted-printable" },
      ]),
      expected: ["part 1 › report.json.gz = json"],
    },
    {
      name: "JSON that claims base64 and is bare",
      bytes: buildReportMail([
        {
          type: "application/tlsrpt+json",
          content: json,
          encoding: "8bit",
          headers: ["Content-Transfer-Encoding: base64"],
        },
      ]),
      expected: ["part 1 = json"],
    },
    {
      name: "a mail that is nothing but the report",
      bytes: Buffer.concat([
        Buffer.from(
          "From: a@sender.example\nContent-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n\n",
        ),
        Buffer.from(gz.toString("base64")),
      ]),
      expected: ["part 1 = gzip"],
    },
    {
      name: "a report pasted as the words of a mail",
      bytes: buildMail([{ type: "text/plain", content: json, encoding: "8bit" }]),
      expected: ["part 1 = json"],
    },
    {
      name: "a zip in a mail",
      bytes: buildMail([{ content: buildZip([{ name: "r.json", content: json }]), name: "r.zip" }]),
      expected: ["part 1 › r.zip › r.json = zip"],
    },
    {
      name: "parts within parts",
      bytes: buildMail([
        words,
        {
          type: 'multipart/mixed; boundary="inner"',
          encoding: "8bit",
          content: `--inner\r\n\r\nhi\r\n--inner\r\n\r\n${json}\r\n--inner--`,
        },
      ]),
      expected: ["part 2.2 = json"],
    },
    {
      name: "a mail that was cut off after its report",
      bytes: Buffer.concat([reportMail.subarray(0, reportMail.lastIndexOf("--frontier--"))]),
      expected: ["part 2 › report.json.gz = gzip"],
    },
    {
      name: "a mail forwarded as a whole",
      bytes: forwarding,
      expected: ["part 2 › part 2 › report.json.gz = gzip"],
    },
    {
      name: "a mail forwarded as a file",
      bytes: buildMail([{ type: "application/octet-stream", name: "report.eml", content: reportMail }]),
      expected: ["part 1 › report.eml › part 2 › report.json.gz = gzip"],
    },
    {
      name: "a mailbox",
      bytes: buildMbox([reportMail, buildMail([words]), reportMail]),
      expected: [
        "mail 1 › part 2 › report.json.gz = gzip",
        "mail 3 › part 2 › report.json.gz = gzip",
        "mail 2 - not-a-report",
      ],
    },
    {
      name: "a mailbox in gzip, in a zip, of mails with gzip and zip",
      bytes: buildZip([
        {
          name: "2026.mbox.gz",
          content: gzipSync(
            buildMbox([
              reportMail,
              buildMail([{ name: "r.zip", content: buildZip([{ name: "r.json", content: json }]) }]),
            ]),
          ),
        },
      ]),
      expected: [
        "2026.mbox.gz › mail 1 › part 2 › report.json.gz = gzip",
        "2026.mbox.gz › mail 2 › part 1 › r.zip › r.json = zip",
      ],
    },
    {
      name: "mails in a zip",
      bytes: buildZip([{ name: "1.eml", content: reportMail }]),
      expected: ["1.eml › part 2 › report.json.gz = gzip"],
    },
  ])("$name", async ({ bytes, expected }) => {
    const bundle = await unpackReports(bytes);
    expect(told(bundle)).toEqual(expected);
    for (const document of bundle.documents)
      expect(document.json.trim().replace("\uFEFF", "").trim()).toBe(json);
  });

  test("what is kept of each is read by the same rules again", async () => {
    const zip = buildZip([
      { name: "a.json", content: json },
      { name: "b.gz", content: gz },
      { name: "c.eml", content: reportMail },
    ]);
    const { documents } = await unpackReports(zip);
    expect(documents.map(({ encoding }) => encoding)).toEqual(["zip", "gzip", "gzip"]);
    for (const { raw } of documents) expect(await unpackReport(raw)).toMatchObject({ ok: true, json });
  });
});

test("what is kept of a report is what was packed itself, not what was packed around it", async () => {
  const [document] = (await unpackReports(gzipSync(buildReportMail([report])))).documents;
  expect(document?.encoding).toBe("gzip");
  expect(gunzipSync(document?.raw ?? "").toString()).toBe(document?.json);
});

describe("the mail around it", () => {
  test("is described, as its sender wrote it", async () => {
    const mail = buildReportMail(
      [report],
      [
        "Message-ID: <one@sender.example>",
        "Date: Thu, 1 Jan 2026 00:00:00 +0000",
        "DKIM-Signature: v=1;\r\n d=sender.example",
      ],
    );
    const [document] = (await unpackReports(mail)).documents;
    expect(document?.mail).toMatchObject({
      raw: mail,
      forwarded: false,
      announced: true,
      from: "noreply@sender.example",
      subject: "Hello",
      messageId: "<one@sender.example>",
      date: "Thu, 1 Jan 2026 00:00:00 +0000",
      tlsReportDomain: "receiver.example",
      tlsReportSubmitter: "sender.example",
      signed: true,
    });
    expect(document?.fileName).toBe("report.json.gz");
  });

  test("is the innermost one, whole, when it was forwarded", async () => {
    const [document] = (await unpackReports(forwarding)).documents;
    expect(document?.mail).toMatchObject({ forwarded: true, announced: true });
    expect(Buffer.from(document?.mail?.raw ?? []).equals(reportMail)).toBe(true);
  });

  test("names nobody when it names two", async () => {
    const doubled = buildReportMail(
      [report],
      ["From: other@sender.example", "TLS-Report-Domain: other.example"],
    );
    const [document] = (await unpackReports(doubled)).documents;
    expect(document?.mail).toMatchObject({
      from: null,
      tlsReportDomain: null,
      tlsReportSubmitter: "sender.example",
    });
  });
});

describe("what is no report is passed over quietly", () => {
  test.each<{ name: string; bytes: Uint8Array; expected: string[] }>([
    {
      name: "ordinary mail",
      bytes: buildMail([words, { type: "image/png", name: "a.png", content: "\x89PNG" }]),
      expected: ["- not-a-report"],
    },
    {
      name: "words that begin like JSON",
      bytes: buildMail([{ type: "text/plain", content: "[external] Hello", encoding: "8bit" }]),
      expected: ["- not-a-report"],
    },
    {
      name: "words that begin like a mail",
      bytes: buildMail([{ type: "text/plain", content: "From: me\r\n\r\nHello", encoding: "8bit" }]),
      expected: ["- not-a-report"],
    },
    {
      name: "a mail with some other JSON",
      bytes: buildMail([{ name: "package.json", content: '{"name":"x"}' }]),
      expected: ["- not-a-report"],
    },
    {
      name: "a mail without a body",
      bytes: Buffer.from("From: a@sender.example\r\n"),
      expected: ["- not-a-report"],
    },
    { name: "DMARC, plain", bytes: Buffer.from(dmarc), expected: ["- dmarc-report"] },
    {
      name: "DMARC by mail",
      bytes: buildMail([words, { name: "r.xml.gz", content: gzipSync(dmarc) }]),
      expected: ["- dmarc-report"],
    },
    {
      name: "DMARC by mail in a zip",
      bytes: buildMail([{ name: "r.zip", content: buildZip([{ name: "r.xml", content: dmarc }]) }]),
      expected: ["- dmarc-report"],
    },
    {
      name: "a note beside reports in a zip",
      bytes: buildZip([
        { name: "README.txt", content: "Hello" },
        { name: "a.json", content: json },
      ]),
      expected: ["a.json = zip", "README.txt - not-a-report"],
    },
  ])("$name", async ({ bytes, expected }) => {
    expect(told(await unpackReports(bytes))).toEqual(expected);
  });
});

describe("names are text", () => {
  test.each([
    { name: "../../etc/passwd", shown: "../../etc/passwd" },
    { name: "/absolute.json", shown: "/absolute.json" },
    { name: "a\u202egnp.json\n", shown: "a\\u{202e}gnp.json\\u{a}" },
    { name: "a › b", shown: "a \\u{203a} b" },
    { name: `${"x".repeat(300)}.json`, shown: `${"x".repeat(120)}…` },
  ])("$shown", async ({ name, shown }) => {
    const [document] = (await unpackReports(buildZip([{ name, content: json }]))).documents;
    expect(document).toMatchObject({ path: shown, fileName: name });
  });

  test("a name that is not what the archive says it is written in", async () => {
    const zip = buildZip([{ name: Uint8Array.of(0xff, 0xfe, 0x81), content: json }]);
    expect((await unpackReports(zip)).documents).toHaveLength(1);
  });
});
