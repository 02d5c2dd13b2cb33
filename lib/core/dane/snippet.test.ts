import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTlsaRecord } from "./record.ts";
import { mostSnippetRecords, readTlsaSnippet } from "./snippet.ts";

const digest = "0123456789abcdef".repeat(4);
const record = `3 1 1 ${digest}`;

const read = (text: string) =>
  readTlsaSnippet(text).records.map(({ owner, parsed }) => [
    owner,
    parsed.ok ? formatTlsaRecord(parsed.value) : "?",
  ]);

describe("records in the forms that people have", () => {
  test.each<[string, string, [string | null, string][]]>([
    ["bare", record, [[null, record]]],
    [
      "two bare ones",
      `${record}\r\n2 0 1 ${digest}\r\n`,
      [
        [null, record],
        [null, `2 0 1 ${digest}`],
      ],
    ],
    ["a zone line", `_25._tcp.MX.example. 3600 IN TLSA ${record}`, [["_25._tcp.mx.example", record]]],
    ["class before TTL", `_25._tcp.mx.example. IN 3600 TLSA ${record}`, [["_25._tcp.mx.example", record]]],
    [
      "the name above",
      `_25._tcp.mx TLSA ${record}\n\t\tTLSA ${record}`,
      [
        ["_25._tcp.mx", record],
        ["_25._tcp.mx", record],
      ],
    ],
    [
      "brackets and comments over several lines",
      `_25._tcp.mx IN TLSA ( 3 1 1 ; the key\n  ${digest.slice(0, 32)} ; half\n  ${digest.slice(32)} )\n${record}`,
      [
        ["_25._tcp.mx", record],
        ["_25._tcp.mx", record],
      ],
    ],
    [
      "digits in groups, as dig prints them",
      `x. 60 IN TLSA 3 1 1 ${digest.slice(0, 56).toUpperCase()} ${digest.slice(56)}`,
      [["x", record]],
    ],
    [
      "signatures beside them",
      `x. IN RRSIG TLSA 8 4 60 (\n 20260101 )\nx. IN TLSA ${record}`,
      [["x", record]],
    ],
  ])("%s", (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

test("what is not TLSA is passed over and counted", () => {
  const { records, passedOver } = readTlsaSnippet(
    `$ORIGIN example.\nmx IN A 192.0.2.1\nmx IN TLSA ${record}`,
  );
  expect([records.length, passedOver]).toEqual([1, 2]);
});

test("a text with nothing like a record is read as one, so that its fault can be said", () => {
  const [only] = readTlsaSnippet("the digest is missing").records;
  expect(only?.parsed.findings.map(({ code }) => code)).toContain("tlsa-field-not-octet");
});

test("findings point into the whole text", () => {
  const text = `; key of 2026\n${record}\n3 1 1 00zz`;
  const [, second] = readTlsaSnippet(text).records;
  const { start = 0, end = 0 } = second?.parsed.findings[0]?.span ?? {};
  expect(text.slice(start, end)).toBe("z");
});

test.each(["", " \n\t", "; nothing but a comment"])("%j holds none", (text) => {
  expect(readTlsaSnippet(text)).toEqual({ records: [], passedOver: 0, leftOut: 0 });
});

test("a set has its limit", () => {
  const { records, leftOut } = readTlsaSnippet(`${record}\n`.repeat(mostSnippetRecords + 3));
  expect([records.length, leftOut]).toEqual([mostSnippetRecords, 3]);
});

test("no text makes it throw, and every span lies in the text", () => {
  const piece = fc.constantFrom(
    "3 1 1 ",
    "TLSA ",
    "(",
    ")",
    ";",
    "\n",
    "\r\n",
    " ",
    "RRSIG ",
    "_25._tcp.x. ",
    digest,
    "zz",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
      const text = pieces.join("");
      for (const { parsed } of readTlsaSnippet(text).records) {
        for (const { span } of parsed.findings) {
          expect(
            span === null || (span.start >= 0 && span.start <= span.end && span.end <= text.length),
          ).toBe(true);
        }
      }
    }),
  );
});
