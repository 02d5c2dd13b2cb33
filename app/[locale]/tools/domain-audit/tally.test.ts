import { expect, test } from "vitest";
import type { AuditSection } from "#lib/core/audit/section.ts";
import { finding, type Severity } from "#lib/core/finding.ts";
import { type Tally, tallyOf, tallySentences, toneOf } from "./tally.ts";

const section = (state: AuditSection["state"], ...severities: Severity[]): AuditSection => ({
  section: "spf",
  state,
  records: [],
  findings: severities.map((severity) => finding("any", severity)),
});

test.each([
  ["in order", section("ok", "info"), "ok"],
  ["with warnings", section("warning", "warning"), "warning"],
  ["broken", section("error", "error"), "error"],
  ["not known", section("unknown", "unknown"), "unknown"],
  ["recommended and not there", section("absent", "warning"), "warning"],
  ["optional and not there", section("absent", "info"), "neutral"],
] as const)("%s", (_why, given, tone) => {
  expect(toneOf(given)).toBe(tone);
});

test("parts are counted by how they stand; what is optional and absent is no gap", () => {
  const sections = [
    section("ok"),
    section("error", "error"),
    section("warning", "warning"),
    section("warning", "warning"),
    section("absent", "warning"),
    section("absent", "info"),
    section("unknown", "unknown"),
  ];
  expect(tallyOf(sections)).toEqual({ errors: 1, warnings: 2, missing: 1, unknown: 1 });
});

const nothing: Tally = { errors: 0, warnings: 0, missing: 0, unknown: 0 };

test.each<[string, Partial<Tally>, string[]]>([
  ["all in order", {}, ["clean"]],
  ["nothing broken, something to mend", { warnings: 2, missing: 1 }, ["clean", "warnings", "missing"]],
  ["something broken", { errors: 1, warnings: 2 }, ["errors", "warnings"]],
  ["not all could be judged: it may be broken", { unknown: 9 }, ["unknown"]],
])("%s", (_why, rest, keys) => {
  expect(tallySentences({ ...nothing, ...rest }).map(({ key }) => key)).toEqual(keys);
});
