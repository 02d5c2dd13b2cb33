import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type BundleCaps, defaultBundleCaps } from "./caps.ts";
import { buildMail, buildMbox } from "./testing/mail.ts";
import { gz, json, report, reportMail, told, words } from "./testing/samples.ts";
import { buildZip, type EntrySpec } from "./testing/zip-file.ts";
import { unpackReports } from "./unpack-reports.ts";

const megabyte = 1_048_576;
const zeros = Buffer.alloc(12 * megabyte, 0x20);
const good = { name: "good.json", content: json };
const found = "good.json = zip";
const manyOf = <T>(count: number, of: T) => Array.from({ length: count }, () => of);
const mailOf = (text: string) => Buffer.from(`From: a@sender.example\r\nMIME-Version: 1.0\r\n${text}`);

/** Each entry claims the same octets (as a bomb of D. Fifield's kind does). */
function overlapping(): Buffer {
  const kernel: EntrySpec = { name: "kernel", content: zeros.subarray(0, megabyte) };
  return buildZip([kernel, ...manyOf(50, { ...kernel, packed: Buffer.alloc(0), at: 0 })]);
}

function multipartsInside(depth: number): Buffer {
  const heads = Array.from({ length: depth }, (_, level) => {
    return `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
  });
  return mailOf(`${heads.join("")}\r\n${json}`);
}

type Row = {
  name: string;
  bytes: () => Uint8Array;
  caps?: Partial<BundleCaps>;
  /** The cap that the refusal names. */
  cap: string | null;
  expected: string[];
};

describe("each cap has a refusal that names it, and what was good is kept", () => {
  test.each<Row>([
    {
      name: "all that was handed over",
      bytes: () => Buffer.from(json),
      caps: { fileBytes: 20 },
      cap: "fileBytes",
      expected: ["! too-large-file"],
    },
    {
      name: "compressed octets",
      bytes: () => buildZip([{ name: "large", content: json + " ".repeat(50), method: 0 }, good]),
      caps: { compressedBytes: 80 },
      cap: "compressedBytes",
      expected: [found, "large ! too-large-compressed"],
    },
    {
      name: "compressed octets of gzip",
      bytes: () => buildMail([report]),
      caps: { compressedBytes: 20 },
      cap: "compressedBytes",
      expected: ["part 1 › report.json.gz ! too-large-compressed"],
    },
    {
      name: "inflated octets",
      bytes: () => buildZip([{ name: "zeros", content: zeros }, good]),
      caps: { ratio: 2_000 },
      cap: "inflatedBytes",
      expected: [found, "zeros ! too-large-inflated"],
    },
    {
      name: "inflated octets of a stored entry",
      bytes: () => buildZip([{ name: "zeros", content: zeros, method: 0 }, good]),
      caps: { compressedBytes: 20 * megabyte },
      cap: "inflatedBytes",
      expected: [found, "zeros ! too-large-inflated"],
    },
    {
      name: "ratio",
      bytes: () => buildZip([{ name: "zeros", content: zeros }, good]),
      cap: "ratio",
      expected: [found, "zeros ! ratio"],
    },
    {
      name: "ratio of gzip",
      bytes: () => buildMail([{ name: "zeros.gz", content: gzipSync(zeros) }]),
      cap: "ratio",
      expected: ["part 1 › zeros.gz ! ratio"],
    },
    {
      name: "inflated octets in all",
      bytes: () => buildZip([good, { name: "large", content: `{${" ".repeat(500)}}` }, good]),
      caps: { inflatedBytesTotal: 300 },
      cap: "inflatedBytesTotal",
      expected: [found, "large ! too-large-total", "good.json ! too-large-total"],
    },
    {
      name: "members of gzip",
      bytes: () => Buffer.concat(manyOf(300, gz)),
      cap: "gzipMembers",
      expected: ["! too-many-members"],
    },
    {
      name: "entries of a zip",
      bytes: () => buildZip(manyOf(20, good)),
      caps: { zipEntries: 2 },
      cap: "zipEntries",
      expected: [found, found, "! too-many-entries"],
    },
    {
      name: "tiny entries, by default",
      bytes: () => buildZip(manyOf(30_000, { name: "", content: "", method: 0 })),
      cap: "zipEntries",
      expected: [...manyOf(2_000, "- not-a-report"), "! too-many-entries"].sort(),
    },
    {
      name: "entries that overlap",
      bytes: overlapping,
      cap: null,
      expected: [...manyOf(50, "kernel ! overlapping-entries"), "kernel - not-a-report"],
    },
    {
      name: "messages",
      bytes: () => buildMbox(manyOf(5, reportMail)),
      caps: { mboxMessages: 1 },
      cap: "mboxMessages",
      expected: ["mail 1 › part 2 › report.json.gz = gzip", "! too-many-messages"],
    },
    {
      name: "octets of a mail",
      bytes: () => buildMail([words, report]),
      caps: { mailBytes: 300 },
      cap: "mailBytes",
      expected: ["! too-large-mail"],
    },
    {
      name: "octets of a mail in a mailbox",
      bytes: () => buildMbox([buildMail([{ content: "x".repeat(2_000) }]), reportMail]),
      caps: { mailBytes: reportMail.length + 10 },
      cap: "mailBytes",
      expected: ["mail 2 › part 2 › report.json.gz = gzip", "mail 1 ! too-large-mail"],
    },
    {
      name: "parts",
      bytes: () => buildMail([report, ...manyOf(20, words)]),
      caps: { mimeParts: 2 },
      cap: "mimeParts",
      expected: ["part 1 › report.json.gz = gzip", "part 3 ! too-many-parts"],
    },
    {
      name: "multiparts inside each other",
      bytes: () => multipartsInside(50),
      cap: "mimeDepth",
      expected: ["part 1.1.1.1.1.1.1.1 ! parts-too-deep"],
    },
    {
      name: "header fields without end",
      bytes: () => mailOf("X: y\r\n".repeat(30_000)),
      cap: "headerBytes",
      expected: ["! headers-too-large"],
    },
    {
      name: "one header field without end",
      bytes: () => mailOf(`X: ${"\r\n y".repeat(40_000)}`),
      cap: "headerBytes",
      expected: ["! headers-too-large"],
    },
    {
      name: "header fields of all parts together",
      bytes: () => buildMail([report, ...manyOf(9, { ...words, headers: [`X: ${"y".repeat(20_000)}`] })]),
      cap: "headerBytes",
      expected: ["part 1 › report.json.gz = gzip", "part 8 ! headers-too-large"],
    },
    {
      name: "boundary",
      bytes: () => buildMail([report], { boundary: "b".repeat(50_000) }),
      cap: "boundaryBytes",
      expected: ["part 1 ! boundary-too-long"],
    },
    {
      name: "everything together",
      bytes: () => buildMbox(manyOf(9, reportMail)),
      caps: { pieces: 4 },
      cap: "pieces",
      expected: ["mail 1 › part 2 › report.json.gz = gzip", "mail 2 › part 1 ! too-many-pieces"],
    },
  ])("$name", async ({ bytes, caps, cap, expected }) => {
    const bundle = await unpackReports(bytes(), { ...defaultBundleCaps, ...caps });
    expect(told(bundle).sort()).toEqual([...expected].sort());
    const limits: Record<string, number> = { ...defaultBundleCaps, gzipMembers: 256, ...caps };
    for (const refusal of bundle.refusals) {
      expect(refusal.cap).toBe(cap);
      expect(refusal.detail).toContain(cap === null ? "" : `${limits[cap]}`);
    }
  });
});

test("bombs count towards what is unpacked in all, though nothing comes out", async () => {
  const zip = buildZip([...manyOf(3, { name: "zeros", content: zeros }), good]);
  const caps = { inflatedBytesTotal: 3 * megabyte, inflatedBytes: 3 * megabyte, ratio: 2_000 };
  expect(told(await unpackReports(zip, { ...defaultBundleCaps, ...caps }))).toEqual([
    "zeros ! too-large-inflated",
    "zeros ! too-large-total",
    "zeros ! too-large-total",
    "good.json ! too-large-total",
  ]);
});

describe("at the caps", () => {
  test.each<{ name: string; bytes: Uint8Array; caps: Partial<BundleCaps> }>([
    {
      name: "all that was handed over",
      bytes: Buffer.from(json),
      caps: { fileBytes: Buffer.byteLength(json) },
    },
    { name: "entries of a zip", bytes: buildZip(manyOf(2, good)), caps: { zipEntries: 2 } },
    { name: "messages", bytes: buildMbox(manyOf(2, reportMail)), caps: { mboxMessages: 2 } },
    { name: "octets of a mail", bytes: reportMail, caps: { mailBytes: reportMail.length } },
    { name: "parts", bytes: buildMail([words, report]), caps: { mimeParts: 2 } },
    { name: "multiparts inside each other", bytes: multipartsInside(8), caps: { mimeDepth: 8 } },
    {
      name: "boundary",
      bytes: buildMail([report], { boundary: "b".repeat(70) }),
      caps: { boundaryBytes: 70 },
    },
    { name: "everything together", bytes: buildZip(manyOf(2, good)), caps: { pieces: 3 } },
    {
      name: "inflated octets in all",
      bytes: buildZip([good]),
      caps: { inflatedBytesTotal: Buffer.byteLength(json) },
    },
  ])("$name: nothing is refused", async ({ bytes, caps }) => {
    const { documents, refusals } = await unpackReports(bytes, { ...defaultBundleCaps, ...caps });
    expect(refusals).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });
});
