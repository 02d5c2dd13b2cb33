import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { quirks } from "./quirks.ts";
import { parseTlsReport } from "./report.ts";

const folder = new URL("./__fixtures__/", import.meta.url);

describe("every tolerance is shown by its fixture", () => {
  test.each(quirks.map(({ code, fixture }) => [code, fixture] as const))("%s in %s", (code, fixture) => {
    const parsed = parseTlsReport(readFileSync(new URL(`${fixture}.json`, folder), "utf8"));
    expect(parsed.ok).toBe(true);
    expect(parsed.findings).toContainEqual(expect.objectContaining({ code, severity: "info" }));
  });

  test("every fixture but the clean one shows a tolerance", () => {
    const files = readdirSync(folder).filter(
      (name) => name.endsWith(".json") && !name.endsWith(".expected.json"),
    );
    const shown = new Set<string>(quirks.map(({ fixture }) => `${fixture}.json`));
    expect(files.filter((name) => !shown.has(name))).toEqual(["clean.json"]);
  });

  test("codes are unique", () => {
    expect(new Set(quirks.map(({ code }) => code)).size).toBe(quirks.length);
  });
});
