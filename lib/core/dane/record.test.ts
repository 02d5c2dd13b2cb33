import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTlsaRecord, parseTlsaRecord, type TlsaRecord } from "./record.ts";

const sha256 = "a1".repeat(32);

describe("what is read", () => {
  test.each([
    ["plain", `3 1 1 ${sha256}`],
    ["upper-case hex", `3 1 1 ${sha256.toUpperCase()}`],
    ["hex in pieces", `3 1 1 ${sha256.slice(0, 20)} ${sha256.slice(20)}`],
    ["brackets over lines", `3 1 1 (\n  ${sha256.slice(0, 32)}\n  ${sha256.slice(32)} )`],
    ["a zone line", `_25._tcp.mx.a.example. 3600 IN TLSA 3 1 1 ${sha256}`],
    ["a comment behind it", `3 1 1 ${sha256} ; key of 2026`],
    ["tabs", `3\t1\t1\t${sha256}`],
  ])("%s", (_why, text) => {
    expect(parseTlsaRecord(text)).toEqual({
      ok: true,
      value: { usage: 3, selector: 1, matchingType: 1, data: sha256 },
      findings: [],
    });
  });

  test("numbers that no registry knows keep their value: only their meaning is judged elsewhere", () => {
    expect(parseTlsaRecord("255 254 9 00")).toMatchObject({
      ok: true,
      value: { usage: 255, selector: 254, matchingType: 9, data: "00" },
    });
  });
});

describe("what is refused, and where", () => {
  test.each([
    ["nothing", "", "tlsa-empty", [0, 0], {}],
    ["only a comment", "; none", "tlsa-empty", [0, 6], {}],
    ["no data", "3 1 1", "tlsa-fields-missing", [5, 5], { found: 3 }],
    ["one number", "3", "tlsa-fields-missing", [1, 1], { found: 1 }],
    ["too large", `256 1 1 ${sha256}`, "tlsa-field-not-octet", [0, 3], { field: "usage", found: "256" }],
    ["signed", `3 -1 1 ${sha256}`, "tlsa-field-not-octet", [2, 4], { field: "selector", found: "-1" }],
    ["a name", `DANE-EE 1 1 ${sha256}`, "tlsa-field-acronym", [0, 7], { field: "usage", number: 3 }],
    ["a digest's name", `3 1 sha2-256 ${sha256}`, "tlsa-field-acronym", [4, 12], { number: 1 }],
    ["a fingerprint with colons", "3 1 1 ab:cd", "tlsa-data-not-hex", [8, 9], { character: ":" }],
    ["half an octet", "3 1 1 abc", "tlsa-data-half-octet", [6, 9], { digits: 3 }],
  ])("%s", (_why, text, code, [start, end], data) => {
    const parsed = parseTlsaRecord(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.findings).toMatchObject([{ code, severity: "error", span: { start, end }, data }]);
  });

  test("each wrong field is named", () => {
    const codes = parseTlsaRecord("x y z !").findings.map(({ code }) => code);
    expect(codes).toEqual([
      "tlsa-field-not-octet",
      "tlsa-field-not-octet",
      "tlsa-field-not-octet",
      "tlsa-data-not-hex",
    ]);
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const records: fc.Arbitrary<TlsaRecord> = fc.record({
  usage: octet,
  selector: octet,
  matchingType: octet,
  data: fc.uint8Array({ minLength: 1, maxLength: 80 }).map((octets) => Buffer.from(octets).toString("hex")),
});

test("what is written is read back", () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(parseTlsaRecord(formatTlsaRecord(record))).toEqual({ ok: true, value: record, findings: [] });
    }),
  );
});

test("no text makes it throw, and every span lies within the text", () => {
  const pieces = fc.constantFrom(
    "3 ",
    "1 ",
    "TLSA ",
    "ab",
    "(",
    ")",
    ";",
    "\n",
    "\ud800",
    "é",
    "DANE-TA ",
    "__proto__ ",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const { span } of parseTlsaRecord(text).findings) {
        expect(span?.start).toBeGreaterThanOrEqual(0);
        expect(span?.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
