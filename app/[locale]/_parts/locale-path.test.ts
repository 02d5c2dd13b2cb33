import { expect, test } from "vitest";
import { pathInLanguage } from "./locale-path.ts";

const tool = "/tools/tls-rpt-inspector";

test.each<[string, unknown, string | null, string]>([
  ["the language chosen", "fr", null, "/fr/tools/tls-rpt-inspector"],
  [
    "with the query that the visitor sees",
    "fr",
    "https://sealpost.example/en/tools/tls-rpt-inspector?domain=example.com",
    "/fr/tools/tls-rpt-inspector?domain=example.com",
  ],
  [
    "without the query of another page",
    "fr",
    "https://sealpost.example/en/tools/tls-rpt-validator?record=x",
    "/fr/tools/tls-rpt-inspector",
  ],
  ["a language that we lack falls back", "de", null, "/en/tools/tls-rpt-inspector"],
  ["a missing one too", null, "not an address", "/en/tools/tls-rpt-inspector"],
])("%s", (_why, wanted, from, expected) => {
  expect(pathInLanguage(tool, wanted, from)).toBe(expected);
});

test.each(["", "//evil.example", "/tools/../x", "/a\r\nb: c", "/tools?x"])("no page is at %j", (path) => {
  expect(pathInLanguage(path, "fr", null)).toBe("/fr/tools");
});
