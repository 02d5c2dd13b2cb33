import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tools } from "./tools.ts";

const folder = new URL("..", import.meta.url);
const apiFolder = new URL("../../../api/tools/", import.meta.url);

test("every tool that has a page is listed, and the other way round", () => {
  expect(tools.map(({ slug }) => slug).sort()).toEqual(foldersOf(folder));
});

test("a tool that looks outside has a JSON form, and no other has", () => {
  const outside = tools.filter(({ looksOutside }) => looksOutside).map(({ slug }) => slug);
  expect(outside.sort()).toEqual(foldersOf(apiFolder));
});

describe.each(tools.map((tool) => [tool.slug, tool.next] as const))("%s", (slug, next) => {
  test("leads on to other tools", () => {
    const known: readonly string[] = tools.map((tool) => tool.slug);
    expect(next.length).toBeGreaterThan(0);
    expect(next.filter((one) => one === slug || !known.includes(one))).toEqual([]);
  });
});

function foldersOf(parent: URL): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => name)
    .sort();
}
