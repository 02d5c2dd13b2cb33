import { expect, test } from "vitest";
import { eventGroups, kindsOf, readView } from "./read-view.ts";

test.each([
  ["nothing said", {}, { show: "all", before: null }],
  ["a group", { show: "mx" }, { show: "mx", before: null }],
  ["the checks, further back", { show: "checks", before: "abc" }, { show: "checks", before: "abc" }],
  ["what is none of ours", { show: "everything", before: ["a", "b"] }, { show: "all", before: null }],
  ["a text without end", { before: "x".repeat(1_000) }, { show: "all", before: null }],
])("an address with %s", (_, asked, view) => {
  expect(readView(asked)).toEqual(view);
});

test("every kind belongs to one group, and all together are everything", () => {
  const kinds = eventGroups.flatMap((group) => kindsOf(group) ?? []);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kindsOf("all")).toBeNull();
  for (const group of eventGroups) expect(kindsOf(group)).not.toEqual([]);
});
