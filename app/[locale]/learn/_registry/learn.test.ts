import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tools } from "../../tools/_registry/tools.ts";
import { learnPages } from "./learn.ts";

test("every page is listed, and the other way round", () => {
  const folders = readdirSync(new URL("..", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => name);
  expect(learnPages.map(({ slug }) => slug).toSorted()).toEqual(folders.toSorted());
});

describe.each(learnPages.map((page) => [page.slug, page] as const))("%s", (slug, page) => {
  test("leads on to other pages and to tools that exist", () => {
    const pages: readonly string[] = learnPages.map((one) => one.slug);
    const known: readonly string[] = tools.map((tool) => tool.slug);
    expect(page.next.filter((next: string) => next === slug || !pages.includes(next))).toEqual([]);
    expect(page.tools.filter((tool) => !known.includes(tool))).toEqual([]);
  });
});
