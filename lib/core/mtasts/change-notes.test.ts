import { expect, test } from "vitest";
import { changeNotes } from "./change-notes.ts";
import type { MtaStsPolicy } from "./policy.ts";

const testing: MtaStsPolicy = {
  mode: "testing",
  mx: ["mx1.example.com"],
  maxAgeSeconds: 604_800,
  extensions: [],
};
const enforce: MtaStsPolicy = { ...testing, mode: "enforce" };
const none: MtaStsPolicy = { ...testing, mode: "none", mx: [], maxAgeSeconds: 86_400 };

test.each<[string, MtaStsPolicy, MtaStsPolicy, string[]]>([
  ["another spelling of the same", testing, { ...testing, mx: ["MX1.example.com"] }, ["nothing"]],
  ["on to enforce", testing, enforce, ["file-then-id", "begins-enforce"]],
  ["back to testing", enforce, testing, ["file-then-id", "leaves-enforce"]],
  ["out of testing", testing, none, ["file-then-id", "leaving"]],
  ["out of enforce", enforce, none, ["file-then-id", "leaving"]],
  ["in again", none, enforce, ["file-then-id", "begins-enforce", "mx-added"]],
  [
    "a host replaced",
    testing,
    { ...testing, mx: ["mx2.example.com"] },
    ["file-then-id", "mx-added", "mx-removed"],
  ],
  [
    "a name that a wildcard takes the place of",
    testing,
    { ...testing, mx: ["*.example.com"] },
    ["file-then-id", "mx-added"],
  ],
  [
    "a wildcard narrowed to a name",
    { ...testing, mx: ["*.example.com"] },
    testing,
    ["file-then-id", "mx-removed"],
  ],
  ["a shorter time", enforce, { ...enforce, maxAgeSeconds: 86_400 }, ["file-then-id", "max-age-lowered"]],
  ["a longer time", testing, { ...testing, maxAgeSeconds: 2_592_000 }, ["file-then-id"]],
  ["an extension", testing, { ...testing, extensions: [{ name: "x", value: "y" }] }, ["file-then-id"]],
])("%s", (_what, from, to, codes) => {
  expect(changeNotes(from, to).map(({ code }) => code)).toEqual(codes);
});

test("leaving tells how long the old policy lives on", () => {
  expect(changeNotes(enforce, none)[1]).toEqual({
    code: "leaving",
    clause: "RFC 8461 §8.3",
    data: { seconds: 604_800 },
  });
});
