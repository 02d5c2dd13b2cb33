import { expect, test } from "vitest";
import { nextCheckAt } from "./schedule.ts";

const now = new Date("2026-03-10T12:00:00Z");

test.each([
  { stage: "testing", random: 0.5, at: "2026-03-10T13:00:00.000Z" },
  { stage: "enforce", random: 0, at: "2026-03-10T12:54:00.000Z" },
  { stage: "retiring", random: 1, at: "2026-03-10T13:06:00.000Z" },
  { stage: "unprotected", random: 0.5, at: "2026-03-10T18:00:00.000Z" },
] as const)("$stage, moved by $random", ({ stage, random, at }) => {
  expect(nextCheckAt(now, stage, random).toISOString()).toBe(at);
});
