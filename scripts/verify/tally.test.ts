import { describe, expect, test } from "vitest";
import { checkTally, closingLine, playwrightTally, vitestTally } from "./tally.ts";

const file = (status: string, tests: number) => ({ status, assertionResults: Array(tests).fill({}) });

function vitest(
  counts: [passed: number, failed: number, pending: number],
  files = [file("passed", 1)],
): string {
  const [numPassedTests, numFailedTests, numPendingTests] = counts;
  return JSON.stringify({
    numPassedTests,
    numFailedTests,
    numPendingTests,
    numTodoTests: 0,
    testResults: files,
  });
}

function playwright(expected: number, unexpected: number, flaky: number, skipped: number): string {
  return JSON.stringify({ stats: { expected, unexpected, flaky, skipped } });
}

describe("Vitest", () => {
  test.each([
    ["all passed", 0, vitest([7, 0, 0]), { passed: 7, failed: 0 }],
    ["some failed", 1, vitest([5, 2, 1]), { passed: 5, failed: 2, skipped: 1 }],
    ["a file that cannot be loaded", 1, vitest([5, 0, 0], [file("failed", 0)]), { passed: 5, failed: 1 }],
    ["an unhandled error beside passed tests", 1, vitest([5, 0, 0]), { passed: 5, failed: 1 }],
    ["no test at all", 0, vitest([0, 0, 0], []), { passed: 0, failed: 1, notes: ["it ran no test"] }],
    ["everything skipped", 0, vitest([0, 0, 9]), { failed: 1, notes: ["it ran no test"] }],
    ["no report", 0, null, { passed: 0, failed: 1 }],
    ["half a report", 0, '{"numPassedTests":', { passed: 0, failed: 1 }],
  ])("%s", (_, code, report, expected) => {
    expect(vitestTally("unit", code, report)).toMatchObject(expected);
  });
});

describe("Playwright", () => {
  test.each([
    ["all passed", 0, playwright(4, 0, 0, 1), { passed: 4, failed: 0, skipped: 1 }],
    ["some failed", 1, playwright(3, 1, 0, 0), { passed: 3, failed: 1 }],
    ["one passed when tried again", 0, playwright(3, 0, 1, 0), { passed: 3, failed: 1 }],
    ["no test at all", 1, playwright(0, 0, 0, 0), { failed: 1 }],
    ["no report", 1, null, { failed: 1, notes: ["it wrote no report"] }],
  ])("%s", (_, code, report, expected) => {
    expect(playwrightTally("browser", code, report)).toMatchObject(expected);
  });
});

test("the closing line sums over all runners", () => {
  const tallies = [
    checkTally("types", true),
    checkTally("layers", false),
    vitestTally("unit", 1, vitest([5, 2, 1])),
  ];
  expect(closingLine(tallies)).toBe("6 passed, 3 failed");
});
