import { expect, test } from "vitest";
import { mergeCatalogs, pickMessages } from "./merge.ts";

test("files share branches", () => {
  const merged = mergeCatalogs([
    { findings: { a: { title: "A" } } },
    { findings: { b: { title: "B" } }, c: "C" },
  ]);
  expect(merged).toEqual({ findings: { a: { title: "A" }, b: { title: "B" } }, c: "C" });
});

test("merging leaves the files as they were", () => {
  const file = { findings: { a: "A" } };
  mergeCatalogs([file, { findings: { b: "B" } }]);
  expect(file).toEqual({ findings: { a: "A" } });
});

test.each([
  ["the same text twice", [{ a: { b: "x" } }, { a: { b: "x" } }], "a.b"],
  ["a text where a branch is", [{ a: { b: "x" } }, { a: "y" }], "a"],
  ["a branch where a text is", [{ a: "y" }, { a: { b: "x" } }], "a"],
])("%s is a mistake", (_why, files, where) => {
  expect(() => mergeCatalogs(files)).toThrow(`Two texts for ${where}`);
});

test("picks branches and nothing else", () => {
  const messages = {
    client: { copy: "C" },
    domains: { add: { title: "T" }, list: "L" },
    findings: { a: "A" },
  };
  expect(pickMessages(messages, ["client", "domains.add"])).toEqual({
    client: { copy: "C" },
    domains: { add: { title: "T" } },
  });
});

test("a branch that does not exist is a mistake", () => {
  expect(() => pickMessages({ a: { b: "x" } }, ["a.c"])).toThrow("No messages at a.c");
});
