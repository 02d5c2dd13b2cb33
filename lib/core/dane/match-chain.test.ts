import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carries, type DaneCertificate, matchTlsaRecords, type PresentedChain } from "./match-chain.ts";
import type { TlsaRecord } from "./record.ts";

const now = new Date("2026-03-10T12:00:00Z");

/** A certificate whose digests are told apart by its letter; nothing here computes them. */
function certificate(letter: string, rest: Partial<DaneCertificate> = {}): DaneCertificate {
  return {
    der: `3003${letter.repeat(2)}0000`,
    derSha256: `${letter}0`.repeat(32),
    derSha512: `${letter}1`.repeat(64),
    spki: `3003${letter.repeat(2)}1111`,
    spkiSha256: `${letter}2`.repeat(32),
    spkiSha512: `${letter}3`.repeat(64),
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2026-06-01T00:00:00Z",
    dnsNames: [],
    ...rest,
  };
}

const leaf = certificate("a", { dnsNames: ["mx.a.example"] });
const intermediate = certificate("b");
const root = certificate("c");
const expired = { notAfter: "2026-03-01T00:00:00Z" };
const early = { notBefore: "2026-04-01T00:00:00Z" };

const chain = (
  path = [leaf, intermediate, root],
  referenceNames = ["mx.a.example", "a.example"],
): PresentedChain => ({
  path,
  referenceNames,
});
const tlsa = (usage: number, selector: number, matchingType: number, data: string): TlsaRecord => ({
  usage,
  selector,
  matchingType,
  data,
});
const match = (records: TlsaRecord[], presented = chain()) => matchTlsaRecords(records, presented, now);

describe("usage 3: the leaf alone (RFC 7672 §3.1.1)", () => {
  test.each([
    ["3 0 0", tlsa(3, 0, 0, leaf.der)],
    ["3 0 1", tlsa(3, 0, 1, leaf.derSha256)],
    ["3 0 2", tlsa(3, 0, 2, leaf.derSha512)],
    ["3 1 0", tlsa(3, 1, 0, leaf.spki)],
    ["3 1 1", tlsa(3, 1, 1, leaf.spkiSha256)],
    ["3 1 2", tlsa(3, 1, 2, leaf.spkiSha512)],
    ["hex in upper case", tlsa(3, 1, 1, leaf.spkiSha256.toUpperCase())],
  ])("%s", (_why, record) => {
    expect(match([record])).toEqual({ kind: "authenticated", record, depth: 0, findings: [] });
  });

  test.each([
    ["an expired certificate", { ...leaf, ...expired }],
    ["one that is not valid yet", { ...leaf, ...early }],
    ["one without names", { ...leaf, dnsNames: [] }],
    ["one with another name", { ...leaf, dnsNames: ["mx.b.example"] }],
  ])("%s is authenticated all the same", (_why, odd) => {
    expect(match([tlsa(3, 1, 1, leaf.spkiSha256)], chain([odd]))).toMatchObject({
      kind: "authenticated",
      depth: 0,
    });
  });

  test.each([
    ["the issuer's key", tlsa(3, 1, 1, intermediate.spkiSha256)],
    ["the certificate's digest as the key's", tlsa(3, 1, 1, leaf.derSha256)],
    ["another key", tlsa(3, 1, 1, "ff".repeat(32))],
  ])("%s does not match", (_why, record) => {
    expect(match([record])).toMatchObject({
      kind: "refused",
      reason: "no-match",
      findings: [{ code: "tlsa-no-match", severity: "error" }],
    });
  });

  test("one of several is enough: the old key beside the new", () => {
    const records = [tlsa(3, 1, 1, "ff".repeat(32)), tlsa(3, 1, 1, leaf.spkiSha256)];
    expect(match(records)).toMatchObject({ kind: "authenticated", record: { data: leaf.spkiSha256 } });
  });
});

describe("usage 2: an issuer in the path, names and dates count (RFC 7672 §3.1.2)", () => {
  test.each([
    ["the issuer's certificate", tlsa(2, 0, 1, intermediate.derSha256), 1],
    ["the root's key", tlsa(2, 1, 1, root.spkiSha256), 2],
    ["the root in full", tlsa(2, 0, 0, root.der), 2],
  ])("%s", (_why, record, depth) => {
    expect(match([record])).toMatchObject({ kind: "authenticated", depth });
  });

  const anchor = tlsa(2, 1, 1, root.spkiSha256);
  const withLeaf = (rest: Partial<DaneCertificate>) => chain([{ ...leaf, ...rest }, intermediate, root]);
  test.each([
    ["an expired leaf", withLeaf(expired), "expired"],
    ["a leaf that is not valid yet", withLeaf(early), "not-yet-valid"],
    ["an expired issuer", chain([leaf, { ...intermediate, ...expired }, root]), "expired"],
    ["an expired anchor", chain([leaf, intermediate, { ...root, ...expired }]), "expired"],
    ["a date that cannot be read", withLeaf({ notAfter: "" }), "expired"],
    ["no name", withLeaf({ dnsNames: [] }), "name"],
    ["another name", withLeaf({ dnsNames: ["mx.b.example"] }), "name"],
    [
      "a wildcard two labels above",
      chain([{ ...leaf, dnsNames: ["*.example"] }, root], ["mx.a.example"]),
      "name",
    ],
    ["a wildcard inside a label", withLeaf({ dnsNames: ["m*.a.example"] }), "name"],
    ["nothing to compare with", chain(undefined, []), "name"],
    ["an anchor that is not presented", chain([leaf, intermediate]), "no-match"],
    ["the leaf as its own anchor", chain([{ ...root, dnsNames: ["mx.a.example"] }]), "no-match"],
  ])("%s is refused", (_why, presented, reason) => {
    expect(match([anchor], presented)).toMatchObject({ kind: "refused", reason });
  });

  test.each([
    ["a wildcard for the left-most label", { dnsNames: ["*.a.example"] }],
    ["the mail domain's name", { dnsNames: ["a.example"] }],
    ["a name in upper case", { dnsNames: ["MX.A.EXAMPLE"] }],
  ])("%s will do", (_why, rest) => {
    expect(match([anchor], withLeaf(rest))).toMatchObject({ kind: "authenticated" });
  });

  test("an anchor that stands in DNS in full need not be presented, so nothing is concluded (RFC 7671 §5.2.3)", () => {
    expect(match([tlsa(2, 1, 0, root.spki)], chain([leaf]))).toMatchObject({
      kind: "undecided",
      findings: [{ code: "tlsa-anchor-unproven", severity: "unknown" }],
    });
  });
});

describe("sets", () => {
  test.each([
    ["an empty set", []],
    ["usages 0 and 1", [tlsa(0, 0, 1, root.derSha256), tlsa(1, 1, 1, leaf.spkiSha256)]],
    ["malformed records", [tlsa(3, 1, 1, "aa")]],
  ])("%s authenticates nothing and refuses nothing", (_why, records) => {
    expect(match(records)).toEqual({ kind: "unauthenticated", findings: [] });
  });

  test("a usage 1 record that fits does not help a usage 3 record that does not", () => {
    const records = [tlsa(1, 1, 1, leaf.spkiSha256), tlsa(3, 1, 1, "ff".repeat(32))];
    expect(match(records)).toMatchObject({ kind: "refused", reason: "no-match" });
  });

  test("a SHA-256 digest that fits is not looked at beside a SHA-512 one that does not (RFC 7671 §9)", () => {
    const records = [tlsa(3, 1, 1, leaf.spkiSha256), tlsa(3, 1, 2, "ff".repeat(64))];
    expect(match(records)).toMatchObject({
      kind: "refused",
      reason: "weaker-digest-only",
      findings: [{ code: "tlsa-weaker-digest-only" }],
    });
  });

  test("digests of different selectors do not compete", () => {
    const records = [tlsa(3, 1, 1, leaf.spkiSha256), tlsa(3, 0, 2, "ff".repeat(64))];
    expect(match(records)).toMatchObject({ kind: "authenticated", record: { selector: 1 } });
  });

  test("an anchor whose name fails does not spoil another that passes", () => {
    const records = [tlsa(2, 1, 1, root.spkiSha256), tlsa(3, 1, 1, leaf.spkiSha256)];
    expect(match(records, chain([{ ...leaf, dnsNames: [] }, root]))).toMatchObject({
      kind: "authenticated",
      depth: 0,
    });
  });

  test("no certificate is a refusal: DANE asks for TLS", () => {
    expect(match([tlsa(3, 1, 1, leaf.spkiSha256)], chain([]))).toMatchObject({
      kind: "refused",
      reason: "no-certificate",
    });
  });
});

test("a certificate without a value carries no record without one", () => {
  expect(carries(certificate("a", { spkiSha256: "" }), tlsa(3, 1, 1, ""))).toBe(false);
});

test("no input makes it throw", () => {
  const hex = fc.constantFrom(leaf.spkiSha256, root.derSha256, root.spki, "", "zz");
  const number = fc.integer({ min: 0, max: 5 });
  const record = fc.record({ usage: number, selector: number, matchingType: number, data: hex });
  const presented = fc.record({
    path: fc.array(
      fc.constantFrom(
        leaf,
        intermediate,
        root,
        certificate("d", { notAfter: "never", dnsNames: ["*.", ""] }),
      ),
    ),
    referenceNames: fc.array(fc.constantFrom("", ".", "*", "mx.a.example")),
  });
  fc.assert(
    fc.property(fc.array(record), presented, (records, given) => {
      expect(["authenticated", "refused", "unauthenticated", "undecided"]).toContain(
        matchTlsaRecords(records, given, now).kind,
      );
    }),
  );
});
