import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { finding } from "#lib/core/finding.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import type { Taken } from "#lib/services/reports/take-bundle.ts";
import { presentTaken } from "./present-taken.ts";

const t = createTranslator({ locale: "en", messages: messagesFor("en") });
const place = { path: "mail 1 › a.json", fileName: "a.json" };
const report = (...receipts: Extract<Taken, { kind: "report" }>["receipts"]): Taken => ({
  ...place,
  kind: "report",
  receipts,
});

test("a report has a line for each domain that it went to", () => {
  const taken = report(
    { kind: "stored", id: "1", domain: "a.test" },
    { kind: "duplicate", id: "2", domain: "b.test" },
  );
  expect(presentTaken(t, taken)).toMatchObject([
    { outcome: "stored", id: "1", domain: "a.test", path: "mail 1 › a.json", reason: null },
    { outcome: "duplicate", id: "2", domain: "b.test" },
  ]);
});

test("what is kept aside says why, where, and what to do", () => {
  const findings = [
    finding("report-foreign-domain", "error", { subject: "policies", data: { domains: "x.test" } }),
  ];
  const aside = { kind: "foreign-domain", domain: null, findings } as const;
  expect(presentTaken(t, report({ ...aside, kept: true }))).toMatchObject([
    { outcome: "aside", reason: expect.stringMatching(/\(policies\).*x\.test/), remedy: expect.any(String) },
  ]);
  expect(presentTaken(t, report({ ...aside, kept: false }))).toMatchObject([{ outcome: "full" }]);
});

test("what runs into a cap names it", () => {
  const refused = {
    ...place,
    kind: "refused",
    reason: "too-large-inflated",
    cap: "inflatedBytes",
    detail: "more than 9",
  } as const;
  expect(presentTaken(t, { ...refused, kept: true })).toMatchObject([
    { outcome: "aside", cap: "inflatedBytes" },
  ]);
  expect(presentTaken(t, { ...refused, kept: false })).toMatchObject([
    { outcome: "refused", cap: "inflatedBytes", reason: expect.stringContaining("more than 9") },
  ]);
});

test("a report of DMARC is told apart from anything else that is no report", () => {
  const skipped = { ...place, kind: "skipped", detail: "a DMARC report" } as const;
  expect(presentTaken(t, { ...skipped, reason: "dmarc-report" })[0]?.reason).toContain("DMARC");
  expect(presentTaken(t, { ...skipped, reason: "not-a-report" })).toMatchObject([
    { outcome: "skipped", reason: null },
  ]);
});
