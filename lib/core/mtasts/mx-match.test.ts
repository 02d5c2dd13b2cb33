import { describe, expect, test } from "vitest";
import { coverMxHosts, proposePolicyMx } from "./coverage.ts";
import { mxMatches } from "./mx-match.ts";

test.each<[string, string[], boolean]>([
  ["mx1.example.com", ["mx1.example.com"], true],
  ["MX1.Example.COM.", ["mx1.example.com"], true],
  ["mx1.example.com", ["MX1.EXAMPLE.COM"], true],
  ["mx1.example.com", ["*.example.com"], true],
  ["example.com", ["*.example.com"], false],
  ["a.mx1.example.com", ["*.example.com"], false],
  ["x.h-v1.mx.microsoft", ["*.mx.microsoft"], false],
  ["mx1.example.com", ["mx*.example.com"], false],
  ["mx1.example.com", ["*"], false],
  ["mx1.example.com", ["mx1.example.com."], false],
  ["bücher.example", ["bücher.example"], false],
  ["xn--bcher-kva.example", ["bücher.example"], false],
  [".example.com", ["*.example.com"], false],
  ["", ["*.example.com"], false],
  ["mx1.example.com", [""], false],
  ["mx1.example.com", [], false],
  ["mx1.example.com", ["other.example", "*.example.com"], true],
])("%s against %j: %s", (host, patterns, expected) => {
  expect(mxMatches(host, patterns)).toBe(expected);
});

test("coverage tells how each host is covered, and what covers nothing", () => {
  const hosts = ["mx1.example.com", "mx2.example.com", "mx.other.example"];
  expect(coverMxHosts(hosts, ["*.example.com", "mx1.example.com", "old.example", "bad..name"])).toEqual({
    hosts: [
      { host: "mx1.example.com", coverage: "exact", pattern: "mx1.example.com" },
      { host: "mx2.example.com", coverage: "wildcard", pattern: "*.example.com" },
      { host: "mx.other.example", coverage: "uncovered", pattern: null },
    ],
    uncovered: ["mx.other.example"],
    unusedPatterns: ["old.example", "bad..name"],
  });
});

describe("the proposed patterns", () => {
  test.each<[string, string[], string[]]>([
    ["few hosts stay exact", ["MX1.example.com.", "mx2.example.com"], ["mx1.example.com", "mx2.example.com"]],
    [
      "many right under a registered name too",
      ["a.example.com", "b.example.com", "c.example.com"],
      ["a.example.com", "b.example.com", "c.example.com"],
    ],
    [
      "a provider's pool becomes a wildcard",
      ["pool.mail.example", "alt1.pool.mail.example", "alt2.pool.mail.example", "alt3.pool.mail.example"],
      ["pool.mail.example", "*.pool.mail.example"],
    ],
    ["the same host twice is one", ["mx.example.com", "mx.example.com"], ["mx.example.com"]],
    ["the null MX and addresses are no hosts", ["", "192.0.2.1", "mx.example.com"], ["mx.example.com"]],
    ["no hosts, no patterns", [], []],
  ])("%s", (_, hosts, expected) => {
    expect(proposePolicyMx(hosts)).toEqual(expected);
  });
});
