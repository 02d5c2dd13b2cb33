import { expect, test } from "vitest";
import { readGeneratorQuery } from "./read-query.ts";

const open = { domain: "", mx: null, mode: null, naming: "exact", maxAgeSeconds: null };

test.each([
  ["nothing", {}, {}],
  ["a domain to look up", { domain: " example.com " }, { domain: "example.com" }],
  ["hosts by hand", { mx: "a.example\r\nb.example" }, { mx: "a.example\nb.example" }],
  ["no host yet, by hand", { mx: "" }, { mx: "" }],
  [
    "every choice",
    { mode: "enforce", names: "wildcard", max_age: "86400" },
    { mode: "enforce", naming: "wildcard", maxAgeSeconds: 86_400 },
  ],
  ["a name given twice", { domain: ["a.example", "b.example"] }, { domain: "a.example" }],
  ["what is none of the choices", { mode: "Enforce", names: "all", max_age: "1d" }, {}],
  ["more than the maximum", { max_age: "31557601" }, {}],
])("%s", (_what, query, expected) => {
  expect(readGeneratorQuery(query)).toEqual({ ...open, ...expected });
});
