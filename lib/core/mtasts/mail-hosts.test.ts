import { expect, test } from "vitest";
import { mx, nodata, nxdomain, timedOut } from "../posture/testing/healthy-evidence.ts";
import { mailHosts } from "./mail-hosts.ts";

const domain = "example.com";

test("hosts come by preference, each once", () => {
  const records = [
    { preference: 20, exchange: "mx2.example.com" },
    { preference: 10, exchange: "mx1.example.com" },
    { preference: 30, exchange: "mx1.example.com" },
  ];
  const hosts = [
    { host: "mx1.example.com", preference: 10 },
    { host: "mx2.example.com", preference: 20 },
  ];
  const answer = { kind: "found" as const, records, ttlSeconds: 300, authenticated: false, cnames: [] };
  expect(mailHosts(domain, answer)).toEqual({ kind: "found", hosts, leftOut: 0 });
});

test.each([
  ["no MX record", nodata, { kind: "implicit", hosts: [{ host: domain, preference: null }], leftOut: 0 }],
  ["no such name", nxdomain, { kind: "no-domain" }],
  ["the null MX", mx(""), { kind: "null" }],
  ["no answer", timedOut, { kind: "unknown", reason: "timeout", detail: "no answer within 5 s" }],
])("%s", (_what, answer, expected) => {
  expect(mailHosts(domain, answer)).toEqual(expected);
});

test("a null MX beside others is passed over here", () => {
  expect(mailHosts(domain, mx("", "mx.example.com"))).toMatchObject({ hosts: [{ host: "mx.example.com" }] });
});

test("a zone with any number of hosts costs no more than fifty", () => {
  const many = mx(...Array.from({ length: 3_000 }, (_, index) => `mx${index}.example.com`));
  expect(mailHosts(domain, many)).toMatchObject({ kind: "found", leftOut: 2_950 });
});
