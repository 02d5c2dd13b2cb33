import { describe, expect, test } from "vitest";
import { dnsIdsOf } from "./dns-id.ts";

describe("dnsIdsOf", () => {
  test.each([
    { text: undefined, ids: [] },
    { text: "", ids: [] },
    { text: "DNS:a.test, DNS:*.b.test, IP Address:192.0.2.1, email:x@c.test", ids: ["a.test", "*.b.test"] },
    { text: 'URI:"https://a.test/\\u002c DNS:evil.test", DNS:a.test', ids: ["a.test"] },
    { text: 'DNS:"x\\u002c DNS:evil.test", DNS:a.test', ids: ["x, DNS:evil.test", "a.test"] },
    { text: 'DNS:"a.test\\u0000.evil.test"', ids: ["a.test\u0000.evil.test"] },
  ])("$text", ({ text, ids }) => {
    expect(dnsIdsOf(text)).toEqual(ids);
  });
});
