import { expect, test } from "vitest";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { coverListed, judgeCoverage } from "./cover-listed.ts";

const policy: MtaStsPolicy = {
  mode: "enforce",
  mx: ["mx1.example.com", "*.pool.example", "old.example"],
  maxAgeSeconds: 2_592_000,
  extensions: [],
};
const hosts = ["mx1.example.com", "a.pool.example", "mx3.example.com"].map((host) => ({
  host,
  preference: 10,
}));

test("each host keeps its place and is told how it is covered", () => {
  expect(coverListed(hosts, policy)).toEqual({
    rows: [
      { host: "mx1.example.com", preference: 10, coverage: "exact", pattern: "mx1.example.com" },
      { host: "a.pool.example", preference: 10, coverage: "wildcard", pattern: "*.pool.example" },
      { host: "mx3.example.com", preference: 10, coverage: "uncovered", pattern: null },
    ],
    unusedPatterns: ["old.example"],
  });
});

test.each([
  ["no policy", null],
  ["mode none", { ...policy, mode: "none" as const }],
])("%s matches nothing", (_what, none) => {
  const { rows, unusedPatterns } = coverListed(hosts, none);
  expect(rows.filter(({ coverage }) => coverage !== null)).toEqual([]);
  expect(unusedPatterns).toEqual([]);
});

test("what is left out is an error that names the host", () => {
  expect(judgeCoverage(coverListed(hosts, policy), policy)).toMatchObject([
    {
      code: "mx-not-covered",
      severity: "error",
      data: { host: "mx3.example.com", mode: "enforce", coveredHosts: 2, hosts: 3 },
    },
  ]);
});
