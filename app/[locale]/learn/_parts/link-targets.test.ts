import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { messagesFor } from "#lib/i18n/catalog.ts";
import type { MessageTree } from "#lib/i18n/merge.ts";
import { toolPath, tools } from "../../tools/_registry/tools.ts";
import { learnPages, learnPath } from "../_registry/learn.ts";
import { linkTargets } from "./link-targets.ts";

const known = new Set(["code", "rfc", ...Object.keys(linkTargets)]);

test("texts use no other marks than those that are drawn", () => {
  const used = textsOf(messagesFor("en").learn).flatMap((text) => parse(text).flatMap(marksOf));
  expect([...new Set(used)].filter((mark) => !known.has(mark))).toEqual([]);
});

test("every clause names an RFC and a section", () => {
  const clauses = textsOf(messagesFor("en").learn).flatMap((text) =>
    [...text.matchAll(/<rfc>(.*?)<\/rfc>/g)].map(([, clause]) => clause ?? ""),
  );
  expect(clauses.length).toBeGreaterThan(50);
  expect(clauses.filter((clause) => !/^RFC \d{4} §\d+(\.\d+)*$/.test(clause))).toEqual([]);
});

test("both languages cite the same clauses for each text", () => {
  const french = textsOf(messagesFor("fr").learn);
  const differing = textsOf(messagesFor("en").learn).filter(
    (text, index) => clausesOf(text) !== clausesOf(french[index] ?? ""),
  );
  expect(differing).toEqual([]);
});

test("every mark leads to a page that exists", () => {
  const paths: string[] = [
    ...learnPages.map(({ slug }) => learnPath(slug)),
    ...tools.map(({ slug }) => toolPath(slug)),
  ];
  expect(Object.values(linkTargets).filter((path) => !paths.includes(path))).toEqual([]);
});

function clausesOf(text: string): string {
  return (text.match(/<rfc>.*?<\/rfc>/g) ?? []).toSorted().join();
}

function textsOf(tree: MessageTree): string[] {
  return Object.values(tree).flatMap((branch) => (typeof branch === "string" ? [branch] : textsOf(branch)));
}

function marksOf(element: MessageFormatElement): string[] {
  if (element.type !== TYPE.tag) return [];
  return [element.value, ...element.children.flatMap(marksOf)];
}
