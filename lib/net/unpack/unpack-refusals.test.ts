import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { buildMail, buildMbox, buildReportMail } from "./testing/mail.ts";
import { forwarding, gz, json, report, reportMail, told, words } from "./testing/samples.ts";
import { buildZip } from "./testing/zip-file.ts";
import { unpackReports } from "./unpack-reports.ts";

describe("what should be a report and cannot be read is named", () => {
  const good = { name: "good.json", content: json };
  test.each<{ name: string; bytes: Uint8Array; expected: string[] }>([
    { name: "nothing", bytes: Buffer.alloc(0), expected: ["! empty"] },
    { name: "HTML", bytes: Buffer.from("<html>"), expected: ["! unknown-format"] },
    {
      name: "a message of Outlook",
      bytes: Buffer.from("d0cf11e0a1b11ae100", "hex"),
      expected: ["! outlook-message"],
    },
    {
      name: "a report mail without its report",
      bytes: buildReportMail([words]),
      expected: ["! no-report-inside"],
    },
    {
      name: "a part that says it is one",
      bytes: buildMail([{ type: "application/tlsrpt+json", content: "none" }]),
      expected: ["part 1 ! unknown-format"],
    },
    {
      name: "damaged gzip in a mail",
      bytes: buildReportMail([{ ...report, content: gz.subarray(0, 30) }]),
      expected: ["part 1 › report.json.gz ! not-gzip"],
    },
    {
      name: "UTF-16 in a mail",
      bytes: buildReportMail([{ type: "application/tlsrpt+json", content: Buffer.from(json, "utf16le") }]),
      expected: ["part 1 ! not-utf8"],
    },
    { name: "gzip in gzip", bytes: gzipSync(gz), expected: ["! nested-too-deep"] },
    {
      name: "zip in zip, beside a good one",
      bytes: buildZip([{ name: "in.zip", content: buildZip([good]) }, good]),
      expected: ["good.json = zip", "in.zip ! nested-too-deep"],
    },
    {
      name: "a mail in a zip in a mail",
      bytes: buildMail([{ name: "in.zip", content: buildZip([{ name: "in.eml", content: reportMail }]) }]),
      expected: ["part 1 › in.zip › in.eml ! nested-too-deep"],
    },
    {
      name: "a mail forwarded twice",
      bytes: buildMail([{ type: "message/rfc822", content: forwarding, encoding: "8bit" }], {
        boundary: "outermost",
      }),
      expected: ["part 1 › part 2 ! nested-too-deep"],
    },
    {
      name: "a mailbox in a mail",
      bytes: buildMail([{ name: "all.mbox", content: buildMbox([reportMail]) }]),
      expected: ["part 1 › all.mbox ! nested-too-deep"],
    },
    {
      name: "a mailbox in a mailbox",
      bytes: buildMbox([buildMail([{ name: "all.mbox", content: buildMbox([reportMail]) }])]),
      expected: ["mail 1 › part 1 › all.mbox ! nested-too-deep"],
    },
    {
      name: "an encrypted entry",
      bytes: buildZip([{ ...good, name: "secret.json", flags: 1 }, good]),
      expected: ["good.json = zip", "secret.json ! encrypted"],
    },
    {
      name: "strong encryption, which ends the archive",
      bytes: buildZip([good, { ...good, flags: 0x41 }]),
      expected: ["good.json = zip", "! encrypted"],
    },
    {
      name: "a method that is neither stored nor deflate",
      bytes: buildZip([{ ...good, name: "lzma", method: 14 }, good]),
      expected: ["good.json = zip", "lzma ! zip-method"],
    },
    {
      name: "an entry with a wrong checksum",
      bytes: buildZip([{ ...good, name: "bad", checksum: 1 }, good]),
      expected: ["good.json = zip", "bad ! not-zip"],
    },
    {
      name: "an entry of another length than it says",
      bytes: buildZip([{ ...good, name: "bad", size: 9 }, good]),
      expected: ["good.json = zip", "bad ! not-zip"],
    },
    {
      name: "a stored entry of another length than it says",
      bytes: buildZip([{ ...good, method: 0, name: "bad", size: 9 }, good]),
      expected: ["good.json = zip", "bad ! not-zip"],
    },
    {
      name: "an entry that is somewhere else",
      bytes: buildZip([{ ...good, name: "bad", at: 4_000_000_000 }, good]),
      expected: ["good.json = zip", "bad ! not-zip"],
    },
    { name: "a zip with its end cut off", bytes: buildZip([good]).subarray(0, -30), expected: ["! not-zip"] },
    {
      name: "a zip whose directory is cut in two",
      bytes: damagedDirectory(),
      expected: ["good.json = zip", "! not-zip"],
    },
    { name: "a mailbox without mails", bytes: Buffer.from("From a 00:00\n"), expected: ["! empty"] },
    { name: "an empty zip", bytes: buildZip([]), expected: ["! no-report-inside"] },
    {
      name: "a multipart without boundary",
      bytes: Buffer.from("From: a@sender.example\nContent-Type: multipart/report; report-type=tlsrpt\n\nx"),
      expected: ["part 1 ! bad-boundary"],
    },
  ])("$name", async ({ bytes, expected }) => {
    const bundle = await unpackReports(bytes);
    expect(told(bundle)).toEqual(expected);
    for (const refusal of bundle.refusals) expect(refusal.detail).toMatch(/./);
  });

  test("a refusal keeps what was refused, and the mail that it stood in", async () => {
    const cut = gz.subarray(0, 30);
    const [refusal] = (await unpackReports(buildReportMail([{ ...report, content: cut }]))).refusals;
    expect(Buffer.from(refusal?.raw ?? [])).toEqual(cut);
    expect(refusal?.mail).toMatchObject({ announced: true, from: "noreply@sender.example" });
    expect(refusal).toMatchObject({ cap: null, fileName: "report.json.gz" });
  });

  /** The second of two entries loses its signature in the directory. */
  function damagedDirectory(): Buffer {
    const zip = buildZip([good, { name: "other.json", content: json }]);
    zip.fill(0, zip.lastIndexOf("PK\x01\x02"), zip.lastIndexOf("PK\x01\x02") + 4);
    return zip;
  }
});
