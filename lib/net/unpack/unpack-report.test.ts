import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultUnpackCaps } from "./caps.ts";
import { buildZip } from "./testing/zip-file.ts";
import { unpackReport } from "./unpack-report.ts";

const json = '{"organization-name":"Example Réport"}';
const plain = Buffer.from(json);
const zipped = gzipSync(plain);
const megabyte = 1_048_576;

/** JSON that does not compress much, of about this many octets. */
function bulky(octets: number): Buffer {
  let state = 1;
  const numbers: number[] = [];
  for (let length = 0; length < octets; length += 11) {
    state = (state * 48_271) % 2_147_483_647;
    numbers.push(state);
  }
  return Buffer.from(JSON.stringify(numbers));
}

describe("what is a report", () => {
  test.each([
    { name: "plain JSON", bytes: plain, encoding: "json" },
    {
      name: "a byte order mark in front",
      bytes: Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), plain]),
      encoding: "json",
    },
    { name: "gzip", bytes: zipped, encoding: "gzip" },
    {
      name: "gzip with a byte order mark inside",
      bytes: gzipSync(Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), plain])),
      encoding: "gzip",
    },
    {
      name: "two gzip members",
      bytes: Buffer.concat([gzipSync(plain.subarray(0, 9)), gzipSync(plain.subarray(9))]),
      encoding: "gzip",
    },
    {
      name: "an empty member in between",
      bytes: Buffer.concat([gzipSync(""), zipped, gzipSync("")]),
      encoding: "gzip",
    },
    {
      name: "gzip with name, comment, extra field and header checksum",
      bytes: withHeaderFields(zipped),
      encoding: "gzip",
    },
    {
      name: "gzip and a line end behind",
      bytes: Buffer.concat([zipped, Buffer.from("\r\n")]),
      encoding: "gzip",
    },
    { name: "gzip and padding behind", bytes: Buffer.concat([zipped, Buffer.alloc(512)]), encoding: "gzip" },
    {
      name: "gzip and something else behind",
      bytes: Buffer.concat([zipped, Buffer.from("--boundary--")]),
      encoding: "gzip",
    },
    { name: "zip", bytes: buildZip([{ name: "a.json", content: json }]), encoding: "zip" },
    { name: "gzip in zip", bytes: buildZip([{ name: "a.json.gz", content: zipped }]), encoding: "zip" },
    {
      name: "zip with a note beside the report",
      bytes: buildZip([
        { name: "README.txt", content: "Hello" },
        { name: "a.json", content: json, method: 0 },
      ]),
      encoding: "zip",
    },
    {
      name: "a view into a larger buffer",
      bytes: new Uint8Array(Buffer.concat([plain, zipped, plain])).subarray(
        plain.length,
        plain.length + zipped.length,
      ),
      encoding: "gzip",
    },
  ])("$name", async ({ bytes, encoding }) => {
    expect(await unpackReport(bytes)).toEqual({ ok: true, json, encoding });
  });

  test("blanks in front stay for the JSON parser, which knows them", async () => {
    expect(await unpackReport(Buffer.from(`\r\n\t ${json}`))).toMatchObject({
      ok: true,
      json: `\r\n\t ${json}`,
    });
  });

  test("a large report, which is inflated in the thread pool", async () => {
    const large = bulky(3 * megabyte);
    expect(await unpackReport(gzipSync(large))).toEqual({
      ok: true,
      json: large.toString(),
      encoding: "gzip",
    });
  });

  test("a large report of small size compressed, which begins in place and ends in the pool", async () => {
    const large = Buffer.from(JSON.stringify(Array.from({ length: 20 }, () => bulky(60_000).toString())));
    const small = gzipSync(large, { level: 9 });
    const caps = { ...defaultUnpackCaps, compressedBytes: small.length };
    expect(await unpackReport(small, caps)).toMatchObject({ ok: true, json: large.toString() });
  });

  test("an array is JSON, though no report: the report parser says so better", async () => {
    expect(await unpackReport(Buffer.from("[1]"))).toMatchObject({ ok: true, json: "[1]" });
  });
});

describe("what is not", () => {
  const flipped = Buffer.from(zipped);
  flipped[flipped.length - 6] = (flipped[flipped.length - 6] ?? 0) ^ 1;
  const wrongLength = Buffer.from(zipped);
  wrongLength[wrongLength.length - 4] = (wrongLength[wrongLength.length - 4] ?? 0) ^ 1;

  test.each([
    { name: "nothing", bytes: Buffer.alloc(0), reason: "empty" },
    { name: "blanks", bytes: Buffer.from(" \r\n"), reason: "empty" },
    { name: "a byte order mark alone", bytes: Buffer.of(0xef, 0xbb, 0xbf), reason: "empty" },
    { name: "gzip of nothing", bytes: gzipSync(""), reason: "empty" },
    { name: "gzip's first two octets", bytes: zipped.subarray(0, 2), reason: "not-gzip" },
    { name: "gzip's header alone", bytes: zipped.subarray(0, 10), reason: "not-gzip" },
    { name: "gzip cut in its data", bytes: zipped.subarray(0, 20), reason: "not-gzip" },
    { name: "gzip cut in its checksum", bytes: zipped.subarray(0, -3), reason: "not-gzip" },
    { name: "gzip with a wrong checksum", bytes: flipped, reason: "not-gzip" },
    { name: "gzip with a wrong length", bytes: wrongLength, reason: "not-gzip" },
    {
      name: "a method other than deflate",
      bytes: Buffer.from([0x1f, 0x8b, 7, ...zipped.subarray(3)]),
      reason: "not-gzip",
    },
    {
      name: "reserved header flags",
      bytes: Buffer.from([0x1f, 0x8b, 8, 0xe0, ...zipped.subarray(4)]),
      reason: "not-gzip",
    },
    {
      name: "a file name without end",
      bytes: Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0, 65, 65]),
      reason: "not-gzip",
    },
    {
      name: "noise after the header",
      bytes: Buffer.concat([zipped.subarray(0, 10), Buffer.alloc(40, 0xff)]),
      reason: "not-gzip",
    },
    {
      name: "a broken second member",
      bytes: Buffer.concat([zipped, zipped.subarray(0, 20)]),
      reason: "not-gzip",
    },
    {
      name: "members without end",
      bytes: Buffer.concat(Array.from({ length: 300 }, () => zipped)),
      reason: "too-many-members",
    },
    { name: "Latin-1", bytes: Buffer.from(json, "latin1"), reason: "not-utf8" },
    { name: "Latin-1 in gzip", bytes: gzipSync(Buffer.from(json, "latin1")), reason: "not-utf8" },
    { name: "UTF-16 with mark", bytes: Buffer.from(`\ufeff${json}`, "utf16le"), reason: "not-utf8" },
    { name: "UTF-16 without mark", bytes: Buffer.from(json, "utf16le"), reason: "not-utf8" },
    { name: "HTML", bytes: Buffer.from("<html>"), reason: "unknown-format" },
    { name: "a mail", bytes: Buffer.from("From: a@sender.example\r\n\r\n{}"), reason: "unknown-format" },
    { name: "zip's first octets", bytes: Buffer.from("PK\x03\x04"), reason: "not-zip" },
    { name: "text that begins like zip", bytes: Buffer.from("PK and so on"), reason: "unknown-format" },
    { name: "a zip without files", bytes: buildZip([]), reason: "no-report-inside" },
    {
      name: "a zip without a report",
      bytes: buildZip([{ name: "README.txt", content: "Hello" }]),
      reason: "no-report-inside",
    },
    {
      name: "a zip of two reports",
      bytes: buildZip([
        { name: "a.json", content: json },
        { name: "b.json", content: json },
      ]),
      reason: "several-reports",
    },
    {
      name: "a zip with a report and something damaged, which may have been one",
      bytes: buildZip([
        { name: "a.json", content: json },
        { name: "b.json", content: json, checksum: 1 },
      ]),
      reason: "not-zip",
    },
    { name: "gzip in gzip", bytes: gzipSync(zipped), reason: "unknown-format" },
    {
      name: "a blank that JSON does not know",
      bytes: Buffer.from(`\u00a0${json}`),
      reason: "unknown-format",
    },
  ])("$name → $reason", async ({ bytes, reason }) => {
    expect(await unpackReport(bytes)).toEqual({ ok: false, reason, detail: expect.stringMatching(/./) });
  });
});

describe("whatever the octets", () => {
  const anything = fc.uint8Array({ maxLength: 300 });
  const gzipLike = anything.map((tail) => Uint8Array.of(0x1f, 0x8b, 8, ...tail));
  const damaged = fc.tuple(fc.nat({ max: zipped.length - 1 }), fc.nat({ max: 255 })).map(([index, octet]) => {
    const bytes = Buffer.from(zipped);
    bytes[index] = octet;
    return new Uint8Array(bytes);
  });

  test("there is an outcome, never an exception", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, gzipLike, damaged), async (bytes) => {
        const unpacked = await unpackReport(bytes);
        expect(unpacked.ok ? typeof unpacked.json : unpacked.reason).toMatch(/./);
      }),
    );
  });

  test("what was packed comes out", async () => {
    const packed = fc.tuple(fc.json(), fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(packed, async ([text, level]) => {
        const report = `{"x":${text}}`;
        expect(await unpackReport(gzipSync(report, { level }))).toEqual({
          ok: true,
          json: report,
          encoding: "gzip",
        });
      }),
    );
  });
});

/** Puts FEXTRA, FNAME, FCOMMENT and FHCRC (RFC 1952 §2.3.1) between the fixed header and the data. */
function withHeaderFields(gzip: Buffer): Buffer {
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const fields = [extra, Buffer.from("report.json\0"), Buffer.from("a comment\0"), Buffer.alloc(2)];
  const head = Buffer.from(gzip.subarray(0, 10));
  head[3] = 0x04 | 0x08 | 0x10 | 0x02;
  return Buffer.concat([head, ...fields, gzip.subarray(10)]);
}
