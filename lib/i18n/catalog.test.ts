import { readdirSync, readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { messagesFor } from "./catalog.ts";
import { locales } from "./locale.ts";
import type { MessageTree } from "./merge.ts";
import { sameInBothLanguages } from "./same-in-both-languages.ts";

const english = texts(messagesFor("en"));
const french = texts(messagesFor("fr"));

test("both languages have the same keys", () => {
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
});

test("both languages have the same files", () => {
  expect(filesOf("fr")).toEqual(filesOf("en"));
});

describe.each(locales)("%s", (locale) => {
  test("every file is listed", () => {
    const listed = new Set(texts(messagesFor(locale)).keys());
    const missing = filesOf(locale).filter(
      (file) => ![...texts(readTree(locale, file)).keys()].every((key) => listed.has(key)),
    );
    expect(missing).toEqual([]);
  });

  test("no text is empty or blank at an end", () => {
    expect(keysWhere(locale, (text) => text.trim() !== text || text === "")).toEqual([]);
  });

  test("every text is valid ICU", () => {
    expect(keysWhere(locale, (text) => !isValid(text))).toEqual([]);
  });

  test("apostrophes are typographic, since ICU quotes with the straight one", () => {
    expect(keysWhere(locale, (text) => text.includes("'"))).toEqual([]);
  });
});

test("both languages have the same placeholders", () => {
  const differing = [...english].flatMap(([key, text]) => {
    const [en, fr] = [placeholders(text), placeholders(french.get(key) ?? "")];
    return en.join() === fr.join() ? [] : [{ key, en, fr }];
  });
  expect(differing).toEqual([]);
});

test("French is not left in English", () => {
  const untranslated = [...english].filter(
    ([key, text]) =>
      french.get(key) === text && /\p{L}{2}/u.test(words(text)) && !sameInBothLanguages.has(text),
  );
  expect(untranslated).toEqual([]);
});

test("French sets no-break spaces before ; : ! ? % and inside « »", () => {
  expect(keysWhere("fr", (text) => / (?:[;:!?»]|%(?![0-9A-F]{2}))|« /.test(text))).toEqual([]);
});

test("every finding of the rules is worded", () => {
  const codes = new Set(
    sources().flatMap((source) =>
      [...source.matchAll(/\bfinding\(\s*"([a-z0-9-]+)"/g)].map(([, code]) => code),
    ),
  );
  const unworded = [...codes].filter(
    (code) => !["title", "meaning", "remedy"].every((part) => english.has(`findings.${code}.${part}`)),
  );
  expect(unworded).toEqual([]);
});

function texts(tree: MessageTree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const where = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") found.set(where, value);
    else for (const [inner, text] of texts(value, where)) found.set(inner, text);
  }
  return found;
}

function keysWhere(locale: "en" | "fr", matches: (text: string) => boolean): string[] {
  return [...(locale === "en" ? english : french)].filter(([, text]) => matches(text)).map(([key]) => key);
}

function filesOf(locale: string): string[] {
  return readdirSync(new URL(`./${locale}/`, import.meta.url)).sort();
}

function readTree(locale: string, file: string): MessageTree {
  return JSON.parse(readFileSync(new URL(`./${locale}/${file}`, import.meta.url), "utf8"));
}

function isValid(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Names of placeholders and tags with their kind, each once. Plural cases may differ between languages. */
function placeholders(text: string): string[] {
  return isValid(text) ? [...new Set(parse(text).flatMap(placeholdersOf))].sort() : ["invalid"];
}

function placeholdersOf(element: MessageFormatElement): string[] {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return [];
    case TYPE.plural:
    case TYPE.select:
      return [
        `${element.value}:${element.type}`,
        ...Object.values(element.options).flatMap((option) => option.value.flatMap(placeholdersOf)),
      ];
    case TYPE.tag:
      return [`${element.value}:${element.type}`, ...element.children.flatMap(placeholdersOf)];
    default:
      return [`${element.value}:${element.type}`];
  }
}

/** The literal part of a text. */
function words(text: string): string {
  return parse(text)
    .map((element) => (element.type === TYPE.literal ? element.value : " "))
    .join("");
}

function sources(): string[] {
  const root = new URL("../", import.meta.url);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(core|net|services)\/.*\.ts$/.test(path) && !path.endsWith(".test.ts"))
    .map((path) => readFileSync(new URL(path, root), "utf8"));
}
