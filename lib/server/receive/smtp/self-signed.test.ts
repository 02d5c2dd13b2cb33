import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { selfSigned } from "./self-signed.ts";

const longest = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.example`;

test.each(["reports.example", longest])("a certificate for %s", (name) => {
  const { cert, key } = selfSigned(name, new Date("2026-03-10T12:00:00Z"));
  const read = new X509Certificate(cert);
  expect(read.checkHost(name)).toBe(name);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect([read.validFromDate, read.validToDate]).toEqual([
    new Date("2026-03-09T12:00:00Z"),
    new Date("2036-03-07T12:00:00Z"),
  ]);
  expect(createSecureContext({ cert, key })).toBeDefined();
});

test("one that ends after 2049 says so with four digits", () => {
  const { cert } = selfSigned("reports.example", new Date("2045-01-01T00:00:00Z"));
  expect(new X509Certificate(cert).validToDate.getUTCFullYear()).toBe(2054);
});

test("no two are the same", () => {
  const [one, other] = [selfSigned("a.example", new Date()), selfSigned("a.example", new Date())];
  expect(new X509Certificate(one.cert).serialNumber).not.toBe(new X509Certificate(other.cert).serialNumber);
});
