import { describe, expect, test } from "vitest";
import { dnsIdMatches } from "./dns-id.ts";

describe("dnsIdMatches", () => {
  test.each([
    { id: "mta-sts.a.test", host: "mta-sts.a.test", matches: true, why: "equal" },
    { id: "MTA-STS.a.TEST", host: "mta-sts.A.test", matches: true, why: "case does not count" },
    { id: "*.a.test", host: "mta-sts.a.test", matches: true, why: "a wildcard for the left-most label" },
    { id: "*.A.test", host: "mx.a.TEST", matches: true, why: "case does not count behind it" },
    { id: "a.test", host: "mta-sts.a.test", matches: false, why: "no sub-domains" },
    { id: "*.a.test", host: "a.test", matches: false, why: "a wildcard stands for one label, not none" },
    { id: "*.a.test", host: "x.mta-sts.a.test", matches: false, why: "nor for two" },
    { id: "*.test", host: "mta-sts.a.test", matches: false, why: "nor for two, higher up" },
    { id: "*.a.test", host: ".a.test", matches: false, why: "nor for an empty one" },
    { id: "mta-*.a.test", host: "mta-sts.a.test", matches: false, why: "a part of a label is no wildcard" },
    { id: "mta-sts.*.test", host: "mta-sts.a.test", matches: false, why: "only the left-most label" },
    { id: "*.*.test", host: "mta-sts.a.test", matches: false, why: "only one" },
    { id: "*", host: "test", matches: false, why: "a bare star" },
    { id: "*.", host: "test.", matches: false, why: "a star over the root" },
    { id: "", host: "mta-sts.a.test", matches: false, why: "nothing" },
    { id: "mta-sts.a.test\u0000.b.test", host: "mta-sts.a.test", matches: false, why: "a NUL ends nothing" },
  ])("$id for $host → $matches: $why", ({ id, host, matches }) => {
    expect(dnsIdMatches(id, host)).toBe(matches);
  });
});
