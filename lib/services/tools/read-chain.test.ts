import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { subjectPublicKeyInfo } from "#lib/core/dane/spki.ts";
import { longestChain, readChain } from "./read-chain.ts";

const pem = readFileSync(new URL("__fixtures__/chain.pem", import.meta.url), "utf8");
const blocks = pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];
const [leaf = "", intermediate = "", root = ""] = blocks;
const pathOf = (text: string) => {
  const read = readChain(text);
  return read.ok ? [read.value.path.map(({ subject }) => subject), read.value.leftOut] : read.code;
};
const names = [
  "CN=mx1.example.com",
  "O=Example Trust, CN=Example Issuer",
  "O=Example Trust, CN=Example Root",
];

test("digests are those that openssl computes", () => {
  const read = readChain(pem);
  expect(read.ok && read.value.path[0]).toMatchObject({
    derSha256: "f6965aaefd3b97d1630d90866f7b9ca7df14f128142209ccef77cac94e594222",
    spkiSha256: "d8872a48e8b43eb69de966713a02627b9b88507acad26e3a13f8b5701f263fec",
    notBefore: "2020-01-01T00:00:00.000Z",
    dnsNames: ["mx1.example.com", "*.mail.example.com"],
  });
  expect(read.ok && read.value.path[1]?.derSha512).toBe(
    "6b8d8251437cc7a7b58b0be62f749aa4b783e00945391ac41ae427418fb92dfd101e7de0ca38122252f09324666d643c7a0803bd79595e1939e10c6614e3129e",
  );
  expect(read.ok && read.value.path[2]?.spkiSha256).toBe(
    "0884dfea8db1d28a8f912a8f9b417c4fc576a9d61d6bf65dcdf02cd2db4e0206",
  );
});

describe("the path", () => {
  test.each<[string, string, unknown]>([
    ["as it is presented", pem, [names, 0]],
    ["out of order", leaf + root + intermediate, [names, 0]],
    ["with a certificate twice", leaf + intermediate + intermediate, [names.slice(0, 2), 1]],
    ["with a gap", leaf + root, [names.slice(0, 1), 1]],
    ["of a leaf alone", leaf, [names.slice(0, 1), 0]],
    ["of a root alone, which signed itself once", root, [names.slice(2), 0]],
    [
      "among what s_client prints",
      ` 0 s:CN = mx1\n   i:x\n${leaf}---\nServer certificate`,
      [names.slice(0, 1), 0],
    ],
    ["with the line ends of Windows", leaf.replaceAll("\n", "\r\n"), [names.slice(0, 1), 0]],
  ])("%s", (_what, text, expected) => {
    expect(pathOf(text)).toEqual(expected);
  });
});

describe("what is refused", () => {
  test.each<[string, string, string]>([
    ["nothing", "", "no-certificate"],
    ["words", "my certificate", "no-certificate"],
    [
      "a key, whatever stands beside it",
      `${leaf}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      "private-key",
    ],
    ["a key of one kind", "-----BEGIN RSA PRIVATE KEY-----", "private-key"],
    ["a certificate cut off", leaf.slice(0, 300), "damaged"],
    ["one that is none", `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`, "damaged"],
    ["beginnings without end", "-----BEGIN CERTIFICATE-----\n".repeat(2_000), "damaged"],
    ["a whole trust store", leaf.repeat(Math.ceil(longestChain / leaf.length) + 1), "too-long"],
  ])("%s", (_what, text, code) => {
    expect(pathOf(text)).toBe(code);
  });

  test("it says which certificate is damaged", () => {
    const broken = intermediate.replace("MII", "AAA");
    expect(readChain(leaf + broken)).toEqual({ ok: false, code: "damaged", data: { position: 2 } });
  });

  test("more certificates than a chain has are passed over", () => {
    expect(pathOf(leaf.repeat(12))).toEqual([names.slice(0, 1), 9]);
  });
});

describe("the key's octets", () => {
  test.each([
    ["nothing", []],
    ["no sequence", [0x02, 0x01, 0x00]],
    ["a length beyond the end", [0x30, 0x82, 0xff, 0xff, 0x30]],
    ["an indefinite length", [0x30, 0x80, 0x30, 0x00]],
    ["a body that ends early", [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x01]],
  ])("%s has none", (_what, octets) => {
    expect(subjectPublicKeyInfo(Uint8Array.from(octets))).toBeNull();
  });
});
