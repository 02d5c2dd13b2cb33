import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditSections } from "#lib/core/audit/section.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import findingsAudit from "#lib/i18n/en/findings-audit.json" with { type: "json" };
import findingsDane from "#lib/i18n/en/findings-dane.json" with { type: "json" };
import { sectionNames } from "./section-names.ts";

/** Codes as the rules write them: the first argument of the small functions that make findings. */
function codesOf(folder: string): string[] {
  const root = new URL(`../../../../lib/core/${folder}/`, import.meta.url);
  const sources = readdirSync(root).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return sources.flatMap((file) =>
    [
      ...readFileSync(new URL(file, root), "utf8").matchAll(/\b(?:finding|note|wrong)\(\s*"([a-z0-9-]+)"/g),
    ].map(([, code]) => code ?? ""),
  );
}

const used = new Set([...codesOf("audit"), ...codesOf("dane")]);
const worded: Record<string, unknown> = messagesFor("en").findings;

test("every code of the audit and of DANE has its words", () => {
  expect([...used].filter((code) => !(code in worded))).toEqual([]);
});

test("no words are left over from a rule that is gone", () => {
  const catalog = [...Object.keys(findingsAudit.findings), ...Object.keys(findingsDane.findings)];
  expect(catalog.filter((code) => !used.has(code))).toEqual([]);
});

test("every part has a place on the page", () => {
  expect(new Set(auditSections.map((name) => sectionNames[name].id)).size).toBe(auditSections.length);
});
