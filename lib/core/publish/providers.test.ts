import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTxtSnippet } from "../zone/txt-snippet.ts";
import { characterStrings, quotedStrings } from "./character-strings.ts";
import {
  type ProviderId,
  providerOf,
  providers,
  providerValues,
  relativeName,
  zonesOf,
} from "./providers.ts";

const record = {
  name: "_smtp._tls.example.com",
  zone: "example.com",
  text: "v=TLSRPTv1; rua=mailto:tls@example.com",
};
const plain = record.text;
const quoted = `"${record.text}"`;

function values(id: ProviderId, changes: Partial<typeof record> = {}) {
  const provider = providerOf(id);
  if (provider === null) throw new Error(id);
  const { name, value, long } = providerValues(provider, { ...record, ...changes });
  return [name, value, long];
}

test.each<[ProviderId, string, string]>([
  ["cloudflare", "_smtp._tls", quoted],
  ["route53", "_smtp._tls", quoted],
  ["ovh", "_smtp._tls", plain],
  ["google-cloud", "_smtp._tls", quoted],
  ["azure", "_smtp._tls", plain],
  ["squarespace", "_smtp._tls", plain],
  ["gandi", "_smtp._tls", quoted],
  ["ionos", "_smtp._tls", plain],
  ["namecheap", "_smtp._tls", plain],
  ["godaddy", "_smtp._tls", plain],
  ["bind", "_smtp._tls.example.com.", quoted],
])("%s wants %s and %s", (id, name, value) => {
  expect(values(id)).toEqual([name, value, null]);
});

test("the table above names every provider", () => {
  expect(providers).toHaveLength(11);
});

test("Gandi's text view takes a line with the name relative to the zone", () => {
  const provider = providerOf("gandi");
  if (provider === null) throw new Error("Gandi is not there");
  expect(providerValues(provider, record).line).toBe(`_smtp._tls 10800 IN TXT ${quoted}`);
});

describe("a value of more than 255 octets", () => {
  const text = "x".repeat(300);
  const cut = `"${"x".repeat(255)}" "${"x".repeat(45)}"`;
  test.each<[ProviderId, string, string]>([
    ["route53", cut, "quoted"],
    ["azure", text, "panel"],
    ["ovh", text, "text-mode"],
    ["gandi", cut, "quoted"],
    ["ionos", text, "shorten"],
  ])("at %s", (id, value, long) => {
    expect(values(id, { text }).slice(1)).toEqual([value, long]);
  });

  test("beyond what the box takes, that is said instead", () => {
    const most = "x".repeat(1_024);
    expect([values("godaddy", { text: most })[2], values("godaddy", { text: `${most}x` })[2]]).toEqual([
      "panel",
      "too-long",
    ]);
  });

  test("255 are not yet too many", () => {
    expect(values("ovh", { text: "x".repeat(255) })[2]).toBeNull();
  });
});

describe("names", () => {
  test.each([
    ["_smtp._tls.example.com", "example.com", "_smtp._tls"],
    ["_smtp._tls.mail.example.com", "example.com", "_smtp._tls.mail"],
    ["example.com", "example.com", "@"],
    ["_smtp._tls.example.com", "ample.com", "_smtp._tls.example.com"],
  ])("%s in the zone %s is %s", (name, zone, relative) => {
    expect(relativeName(name, zone)).toBe(relative);
  });

  test.each([
    ["example.com", "example.com", ["example.com"]],
    ["a.b.example.co.uk", "example.co.uk", ["example.co.uk", "b.example.co.uk", "a.b.example.co.uk"]],
    ["example.test", null, ["example.test"]],
  ])("%s can lie in %j", (domain, registered, zones) => {
    expect(zonesOf(domain, registered)).toEqual(zones);
  });
});

describe("character-strings", () => {
  test("no character is cut in two", () => {
    expect(characterStrings("é".repeat(128)).map((one) => one.length)).toEqual([127, 1]);
  });

  test("quotes and backslashes are escaped", () => {
    expect(quotedStrings('a"b\\')).toBe('"a\\"b\\\\"');
  });

  test("what is cut is read back whole", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 700 }), (text) => {
        expect(characterStrings(text).join("")).toBe(text);
        const [read] = readTxtSnippet(`x IN TXT ${quotedStrings(text)}`);
        expect(read?.text).toBe(text);
      }),
    );
  });
});
