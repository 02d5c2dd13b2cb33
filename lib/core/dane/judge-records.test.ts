import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeTlsaRecords } from "./judge-records.ts";
import type { TlsaRecord } from "./record.ts";

const digest256 = "11".repeat(32);
const digest512 = "22".repeat(64);
/** An empty DER sequence and one of 300 octets: the outermost shape is all that is looked at. */
const der = "3000";
const longDer = `3082012c${"00".repeat(300)}`;

const tlsa = (usage: number, selector: number, matchingType: number, data: string): TlsaRecord => ({
  usage,
  selector,
  matchingType,
  data,
});
const codesOf = (records: TlsaRecord[]) => judgeTlsaRecords(records).findings.map(({ code }) => code);

test.each([
  ["3 1 1", tlsa(3, 1, 1, digest256), []],
  ["3 1 2: some senders know SHA-256 only", tlsa(3, 1, 2, digest512), ["tlsa-sha512-only"]],
  ["3 0 1: changes with each renewal", tlsa(3, 0, 1, digest256), ["tlsa-certificate-pinned"]],
  ["3 1 0: the key itself", tlsa(3, 1, 0, der), ["tlsa-full-data"]],
  ["3 0 0: a whole certificate", tlsa(3, 0, 0, longDer), ["tlsa-full-data"]],
  ["2 0 1: the anchor must be presented", tlsa(2, 0, 1, digest256), ["tlsa-anchor-in-chain"]],
  ["2 1 1", tlsa(2, 1, 1, digest256), ["tlsa-anchor-in-chain"]],
  ["2 1 0: the anchor's key is in DNS", tlsa(2, 1, 0, der), ["tlsa-full-data"]],
])("usable: %s", (_why, record, codes) => {
  const judged = judgeTlsaRecords([record]);
  expect(judged.usable).toEqual([record]);
  expect(judged.findings.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ["usage 0 (RFC 7672 §3.1.3)", tlsa(0, 1, 1, digest256), "pkix-usage", "tlsa-usage-pkix"],
  ["usage 1 (RFC 7672 §3.1.3)", tlsa(1, 0, 1, digest256), "pkix-usage", "tlsa-usage-pkix"],
  ["usage 4", tlsa(4, 1, 1, digest256), "unknown-usage", "tlsa-usage-unknown"],
  ["usage 255, private", tlsa(255, 1, 1, digest256), "unknown-usage", "tlsa-usage-unknown"],
  ["selector 2", tlsa(3, 2, 1, digest256), "unknown-selector", "tlsa-selector-unknown"],
  ["matching type 3", tlsa(3, 1, 3, digest256), "unknown-matching-type", "tlsa-matching-type-unknown"],
  ["SHA-256 of 20 octets", tlsa(3, 1, 1, "11".repeat(20)), "wrong-length", "tlsa-digest-length"],
  ["SHA-256 of 33 octets", tlsa(3, 1, 1, "11".repeat(33)), "wrong-length", "tlsa-digest-length"],
  ["SHA-512 with a SHA-256 digest", tlsa(3, 1, 2, digest256), "wrong-length", "tlsa-digest-length"],
  ["no data", tlsa(3, 1, 1, ""), "wrong-length", "tlsa-digest-length"],
  ["a digest that claims to be in full", tlsa(3, 1, 0, digest256), "not-der", "tlsa-data-not-der"],
  ["DER that is cut off", tlsa(3, 0, 0, longDer.slice(0, -2)), "not-der", "tlsa-data-not-der"],
  ["DER with more behind it", tlsa(3, 0, 0, `${der}00`), "not-der", "tlsa-data-not-der"],
  ["DER of unlimited length", tlsa(3, 0, 0, "30800000"), "not-der", "tlsa-data-not-der"],
])("unusable: %s", (_why, record, reason, code) => {
  const judged = judgeTlsaRecords([record]);
  expect(judged.usable).toEqual([]);
  expect(judged.unusable).toEqual([{ record, reason }]);
  expect(judged.findings).toMatchObject([
    { code: "tlsa-none-usable", severity: "error", data: { count: 1 } },
    { code, severity: "warning" },
  ]);
});

describe("sets", () => {
  test("an empty set has nothing to judge", () => {
    expect(judgeTlsaRecords([])).toEqual({ usable: [], unusable: [], findings: [] });
  });

  test("unusable records beside a usable one are passed over, which is no error", () => {
    const judged = judgeTlsaRecords([tlsa(1, 1, 1, digest256), tlsa(3, 1, 1, digest256)]);
    expect(judged.usable).toHaveLength(1);
    expect(judged.findings).toMatchObject([{ code: "tlsa-usage-pkix", severity: "warning" }]);
  });

  test("usages 0 and 1 alone: TLS without authentication", () => {
    expect(codesOf([tlsa(0, 0, 1, digest256), tlsa(1, 1, 1, digest256)])).toEqual([
      "tlsa-none-usable",
      "tlsa-usage-pkix",
      "tlsa-usage-pkix",
    ]);
  });

  test("two keys, both as SHA-256: the current one and the next", () => {
    expect(codesOf([tlsa(3, 1, 1, digest256), tlsa(3, 1, 1, "33".repeat(32))])).toEqual([]);
  });

  test("both digests of one key", () => {
    expect(codesOf([tlsa(3, 1, 1, digest256), tlsa(3, 1, 2, digest512)])).toEqual([]);
  });

  test("two keys as SHA-256, one as SHA-512: the other is not seen (RFC 7671 §9)", () => {
    const set = [tlsa(3, 1, 1, digest256), tlsa(3, 1, 1, "33".repeat(32)), tlsa(3, 1, 2, digest512)];
    expect(judgeTlsaRecords(set).findings).toMatchObject([
      { code: "tlsa-digests-uneven", data: { usage: 3, selector: 1, sha256: 2, sha512: 1 } },
    ]);
  });

  test("digests are counted per usage and selector", () => {
    expect(codesOf([tlsa(3, 1, 1, digest256), tlsa(2, 1, 2, digest512)])).toEqual(["tlsa-anchor-in-chain"]);
  });
});

test("no record makes it throw, and each is either usable or not", () => {
  const number = fc.integer({ min: -1, max: 300 });
  const data = fc.oneof(
    fc.string(),
    fc.uint8Array({ maxLength: 70 }).map((octets) => `30${Buffer.from(octets).toString("hex")}`),
  );
  const anyRecord = fc.record({ usage: number, selector: number, matchingType: number, data });
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 6 }), (records) => {
      const { usable, unusable } = judgeTlsaRecords(records);
      expect(usable.length + unusable.length).toBe(records.length);
    }),
  );
});
