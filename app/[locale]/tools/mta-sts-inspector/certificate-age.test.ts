import { expect, test } from "vitest";
import { certificate } from "#lib/core/posture/testing/healthy-evidence.ts";
import { certificateAge } from "./certificate-age.ts";

const now = new Date("2026-06-15T12:00:00Z");

test.each([
  ["2026-05-01", "2026-07-30", { state: "valid", days: 44, tone: "ok" }],
  ["2026-03-20", "2026-06-18", { state: "valid", days: 2, tone: "warning" }],
  ["2026-01-01", "2026-06-15", { state: "expired", days: 0, tone: "error" }],
  ["2026-07-01", "2026-09-01", { state: "future", days: 77, tone: "error" }],
])("from %s to %s", (from, to, expected) => {
  expect(certificateAge(certificate(from, to), now)).toEqual(expected);
});

test("a date that no clock can show is not valid", () => {
  const broken = { ...certificate("2026-05-01", "2026-07-30"), notAfter: "" };
  expect(certificateAge(broken, now)).toMatchObject({ state: "expired", tone: "error" });
});
