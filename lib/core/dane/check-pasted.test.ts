import { describe, expect, test } from "vitest";
import { checkPastedTlsa, type PastedTlsa } from "./check-pasted.ts";
import type { DaneCertificate } from "./match-chain.ts";

const now = new Date("2026-03-10T12:00:00Z");

function certificate(letter: string, dnsNames: string[] = []): DaneCertificate {
  const digest = (digit: string, octets: number) => `${letter}${digit}`.repeat(octets);
  return {
    der: `3003${letter.repeat(2)}0000`,
    derSha256: digest("0", 32),
    derSha512: digest("1", 64),
    spki: `3003${letter.repeat(2)}1111`,
    spkiSha256: digest("2", 32),
    spkiSha512: digest("3", 64),
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2026-06-01T00:00:00Z",
    dnsNames,
  };
}

const leaf = certificate("a", ["mx.a.example"]);
const issuer = certificate("b");
const own = `3 1 1 ${leaf.spkiSha256}`;
const anchor = `2 0 1 ${issuer.derSha256}`;

const check = (records: string, changes: Partial<PastedTlsa> = {}) =>
  checkPastedTlsa({ records, path: [leaf, issuer], host: null, domain: null, ...changes }, now);

describe("what a sender does", () => {
  test.each<[string, string, Partial<PastedTlsa>, string | null]>([
    ["the leaf's key", own, {}, "authenticated"],
    ["another key", `3 1 1 ${issuer.spkiSha256}`, {}, "refused"],
    ["usage 0 alone", `0 0 1 ${leaf.derSha256}`, {}, "unauthenticated"],
    ["the issuer, and nobody said which host", anchor, {}, "name-needed"],
    ["the issuer, the host given", anchor, { host: "mx.a.example" }, "authenticated"],
    [
      "the issuer, the host in the record's name",
      `_25._tcp.mx.a.example. TLSA ${anchor}`,
      {},
      "authenticated",
    ],
    ["the issuer, and another host", anchor, { host: "mx.b.example" }, "refused"],
    [
      "the issuer, and the mail domain's name",
      anchor,
      { path: [certificate("a", ["a.example"]), issuer], host: "mx.b.example", domain: "a.example" },
      "authenticated",
    ],
    ["a record where no sender looks", `_465._tcp.mx.a.example. TLSA ${own}`, {}, null],
    ["nothing that can be read", "3 1", {}, null],
    ["nothing", "", {}, null],
  ])("%s: %s", (_what, records, changes, kind) => {
    expect(check(records, changes).match?.kind ?? null).toBe(kind);
  });
});

test("each record with the certificates that it stands for", () => {
  const records = [
    own,
    anchor,
    `3 0 1 ${issuer.derSha256}`,
    `1 1 1 ${leaf.spkiSha256}`,
    `3 1 1 ${"0".repeat(64)}`,
    "3 1 1 00",
    `_587._tcp.mx.a.example. TLSA ${own}`,
  ];
  expect(check(records.join("\n")).pairs.map(({ depths, counts }) => [depths, counts])).toEqual([
    [[0], "yes"],
    [[1], "yes"],
    [[1], "wrong-place"],
    [[0], "unusable"],
    [[], "no"],
    [[], "unusable"],
    [[0], "elsewhere"],
  ]);
});

test.each([
  [own, true],
  [own.toUpperCase(), true],
  [`3 1 2 ${leaf.spkiSha512}`, false],
  ["", false],
])("whether the record to publish is there: %.12s %s", (records, isWantedThere) => {
  const { wanted, isWantedThere: found } = check(records);
  expect([wanted, found]).toEqual([
    { usage: 3, selector: 1, matchingType: 1, data: leaf.spkiSha256 },
    isWantedThere,
  ]);
});

describe("the names that records stand at", () => {
  test.each<[string, string, string[]]>([
    ["port 25", `_25._tcp.mx.a.example. TLSA ${own}`, []],
    ["a port that senders do not ask for", `_587._tcp.mx.a.example. TLSA ${own}`, ["tlsa-owner-port"]],
    ["no port at all", `mx.a.example. TLSA ${own}`, ["tlsa-owner-port"]],
    ["two hosts", `_25._tcp.a. TLSA ${own}\n_25._tcp.b. TLSA ${own}`, ["tlsa-owners-differ"]],
  ])("%s", (_what, records, codes) => {
    expect(check(records).textFindings.map(({ code }) => code)).toEqual(codes);
  });
});

test("a record that cannot be read does not hide the others", () => {
  const { match, textFindings } = check(`3 1 1 00zz\n${own}`);
  expect([match?.kind, textFindings.map(({ code }) => code)]).toEqual([
    "authenticated",
    ["tlsa-data-not-hex"],
  ]);
});
