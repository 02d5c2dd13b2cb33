import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxListedHosts, readMxList } from "./mx-list.ts";
import { isMxPattern } from "./policy-values.ts";

const both = [
  { host: "mx1.example.com", preference: 10 },
  { host: "mx2.example.com", preference: 20 },
];
const bare = both.map(({ host }) => ({ host, preference: null }));

describe("is read", () => {
  test.each<[string, string, object[]]>([
    ["one per line", "mx1.example.com\nmx2.example.com", bare],
    ["CRLF, blanks and empty lines", "  mx1.example.com \r\n\r\n mx2.example.com\r\n", bare],
    ["with commas", "mx1.example.com, mx2.example.com", bare],
    ["with final dots and upper case", "MX1.Example.com.\nmx2.EXAMPLE.com.", bare],
    ["with preferences", "10 mx1.example.com.\n20 mx2.example.com.", both],
    ["a panel’s columns", "10\tmx1.example.com\n20\tmx2.example.com", both],
    [
      "a zone file, with a comment",
      "; mail\n@ IN MX 10 mx1.example.com.\n@ 3600 MX 20 mx2.example.com.",
      both,
    ],
    [
      "dig",
      "; <<>> DiG 9.20 <<>> MX example.com\n;; ANSWER SECTION:\nexample.com.\t300\tIN\tMX\t10 mx1.example.com.\nexample.com.\t300\tIN\tMX\t20 mx2.example.com.",
      both,
    ],
    [
      "host",
      "example.com mail is handled by 10 mx1.example.com.\nexample.com mail is handled by 20 mx2.example.com.",
      both,
    ],
    [
      "nslookup",
      "example.com\tmail exchanger = 10 mx1.example.com.\nexample.com\tmail exchanger = 20 mx2.example.com.",
      both,
    ],
    [
      "nslookup of Windows",
      "example.com\tMX preference = 10, mail exchanger = mx1.example.com\nexample.com\tMX preference = 20, mail exchanger = mx2.example.com",
      both,
    ],
    ["a policy’s lines", "mx: mx1.example.com\nmx: mx2.example.com", bare],
    ["a host named twice", "mx1.example.com\nMX1.example.com.\nmx2.example.com", bare],
    ["U-labels", "mx.bücher.example", [{ host: "mx.xn--bcher-kva.example", preference: null }]],
    ["nothing", " \n", []],
  ])("%s", (_how, text, hosts) => {
    expect(readMxList(text)).toEqual({ hosts, refused: [], leftOut: 0 });
  });
});

describe("is refused, with its line", () => {
  test.each<[string, string, string]>([
    ["an IPv4 address", "192.0.2.1", "address"],
    ["an IPv6 address", "2001:db8::1", "address"],
    ["the null MX", "0 .", "null-mx"],
    ["a wildcard", "*.example.com", "not-a-host"],
    ["an underscore", "_mx.example.com", "not-a-host"],
    ["markup", "<b>mx</b>", "not-a-host"],
    ["a URL", "https://mx.example.com", "not-a-host"],
    ["a mailbox", "postmaster@example.com", "not-a-host"],
  ])("%s", (_what, text, reason) => {
    expect(readMxList(`mx1.example.com\n${text}`)).toMatchObject({
      hosts: [{ host: "mx1.example.com" }],
      refused: [{ line: 2, reason }],
    });
  });
});

test("a list without end is cut, and says so", () => {
  const list = readMxList(Array.from({ length: 150 }, (_, index) => `mx${index}.example.com`).join("\n"));
  expect(list.hosts).toHaveLength(maxListedHosts);
  expect(list.leftOut).toBe(50);
});

const piece = fc.constantFrom(
  "a",
  "Z",
  "1",
  ".",
  "-",
  "_",
  "*",
  " ",
  "\n",
  "\t",
  ",",
  ":",
  "ü",
  "mx",
  "MX 10 ",
);

test("whatever comes, only hosts that a policy can name come out, each once", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: piece })), (text) => {
      const hosts = readMxList(text).hosts.map(({ host }) => host);
      expect(hosts.filter((host) => !isMxPattern(host))).toEqual([]);
      expect(new Set(hosts).size).toBe(hosts.length);
    }),
  );
});
