import { expect, test } from "vitest";
import { isLocale, type Locale, negotiateLocale } from "./locale.ts";

const rows: [why: string, header: string | null, chosen: Locale][] = [
  ["no header", null, "en"],
  ["empty header", "", "en"],
  ["French alone", "fr", "fr"],
  ["a region counts as its language", "fr-CA,en;q=0.8", "fr"],
  ["upper case", "FR-fr", "fr"],
  ["the greater weight wins, not the order", "en;q=0.3, fr;q=0.9", "fr"],
  ["equal weights keep their order", "en, fr", "en"],
  ["languages that we lack are passed over", "de-AT,de;q=0.9,fr;q=0.2", "fr"],
  ["none of ours", "de,ja;q=0.5", "en"],
  ["a weight of zero excludes", "fr;q=0", "en"],
  ["a weight that is no number excludes", "fr;q=much,en;q=0.1", "en"],
  ["a wildcard names nothing", "*", "en"],
  ["rubbish", ";;;,=,,q=1", "en"],
];

test.each(rows)("%s: %s", (_why, header, chosen) => {
  expect(negotiateLocale(header)).toBe(chosen);
});

test("only our languages are locales", () => {
  expect([isLocale("fr"), isLocale("FR"), isLocale("constructor"), isLocale(undefined)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
