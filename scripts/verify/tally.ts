import { z } from "zod";

/** What one runner did. `notes` says why a run without failed tests failed all the same. */
export type Tally = { runner: string; passed: number; failed: number; skipped: number; notes: string[] };

/** Reads a Vitest JSON report; `null`: it wrote none. */
export function vitestTally(runner: string, exitCode: number, report: string | null): Tally {
  const read = vitestReport.safeParse(parseJson(report));
  if (!read.success) return broken(runner, "it wrote no report");
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read.data;
  const skipped = numPendingTests + numTodoTests;
  // A file that cannot even be loaded has no test that could fail.
  const unloaded = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + unloaded.length;
  return judge({ runner, passed: numPassedTests, failed, skipped, notes: [] }, exitCode);
}

/** Reads a Playwright JSON report. A test that passed only when tried again is no pass. */
export function playwrightTally(runner: string, exitCode: number, report: string | null): Tally {
  const read = playwrightReport.safeParse(parseJson(report));
  if (!read.success) return broken(runner, "it wrote no report");
  const { expected, unexpected, flaky, skipped } = read.data.stats;
  return judge({ runner, passed: expected, failed: unexpected + flaky, skipped, notes: [] }, exitCode);
}

/** A check that passes or fails as a whole. */
export function checkTally(runner: string, ok: boolean): Tally {
  return { runner, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, notes: [] };
}

/** The closing line of a test run: `N passed, N failed`. */
export function closingLine(tallies: readonly Tally[]): string {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** No test at all, or a runner that complains although every test passed, is a failure too. */
function judge(tally: Tally, exitCode: number): Tally {
  if (tally.passed + tally.failed === 0) return { ...tally, failed: 1, notes: ["it ran no test"] };
  if (exitCode !== 0 && tally.failed === 0) {
    return { ...tally, failed: 1, notes: [`no test failed, but it ended with code ${exitCode}`] };
  }
  return tally;
}

function broken(runner: string, note: string): Tally {
  return { runner, passed: 0, failed: 1, skipped: 0, notes: [note] };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
