import { describe, expect, test } from "vitest";
import { found } from "../joined/testing/mx-look.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { eventsBetween, type Step } from "./testing/story.ts";

const hosts = ["mx1.example.com", "mx2.example.com"];

describe("the MX set", () => {
  test.each<[string, Step[1], string[]]>([
    [
      "the same, turned round",
      {
        mx: found([
          { preference: 20, exchange: "mx2.example.com" },
          { preference: 10, exchange: "mx1.example.com" },
        ]),
      },
      [],
    ],
    ["one more", { mx: world.mx(...hosts, "mx3.example.com") }, ["mx-added mx3.example.com"]],
    ["one less", { mx: world.mx("mx1.example.com") }, ["mx-removed mx2.example.com"]],
    [
      "another provider",
      { mx: world.mx("a.test", "b.test") },
      ["mx-removed mx1.example.com", "mx-removed mx2.example.com", "mx-added a.test", "mx-added b.test"],
    ],
    [
      "turns taken",
      { mx: world.mx("mx2.example.com", "mx1.example.com") },
      ["mx-preference-changed mx2.example.com", "mx-preference-changed mx1.example.com"],
    ],
    ["no record", { mx: world.nodata }, ["mx-removed mx1.example.com", "mx-removed mx2.example.com"]],
    [
      "null MX",
      { mx: world.mx("") },
      ["mx-removed mx1.example.com", "mx-removed mx2.example.com", "mx-added ."],
    ],
    ["no answer", { mx: world.timedOut }, []],
  ])("%s", (_, changes, expected) => {
    const lines = eventsBetween({}, changes).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(lines.filter((line) => line.startsWith("mx-"))).toEqual(expected);
  });
});

test("of a set larger than is remembered, what moves up is not told as new", () => {
  const many = Array.from({ length: 40 }, (_, index) => `mx${String(index).padStart(2, "0")}.a.test`);
  const policyFetch = world.policy("enforce", ["*.a.test"]);
  const told = (after: string[]) =>
    eventsBetween({ policyFetch, mx: world.mx(...many) }, { policyFetch, mx: world.mx(...after) });
  expect(told(many.slice(0, -1))).toEqual([]);
  const fewer = told(many.slice(1)).map(({ kind, subject }) => `${kind} ${subject}`);
  expect(fewer.filter((line) => !line.startsWith("mx-preference"))).toEqual(["mx-removed mx00.a.test"]);
});
