import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { alternate, type Comparison, median, reached } from "./compare.ts";
import { type Corpus, domainName, packedReports, reportOf } from "./corpus/corpus.ts";
import { readOptions } from "./options.ts";
import { tableOf } from "./print-table.ts";

const real: Corpus = { profile: "real", seed: 1, domains: 2_000, lastDay: new Date("2026-03-09") };
const heavy: Corpus = { ...real, profile: "heavy" };

function texts(corpus: Corpus, count: number): string[] {
  return Array.from({ length: count }, (_, number) => reportOf(corpus, number).json);
}

/** Failure details of each report. */
function details(corpus: Corpus): number[] {
  return texts(corpus, 2_000).map((json) => json.split('"result-type"').length - 1);
}

describe("the corpus", () => {
  test("is the same every time, whichever part of it is made first", () => {
    const backwards = Array.from({ length: 50 }, (_, number) => reportOf(real, 49 - number).json);
    expect(backwards.reverse()).toEqual(texts(real, 50));
  });

  test("has no body twice, not with another seed either", () => {
    const all = [...texts(real, 2_000), ...texts({ ...real, seed: 2 }, 2_000), ...texts(heavy, 2_000)];
    expect(new Set(all).size).toBe(6_000);
  });

  test.each(["real", "heavy"] as const)(
    "%s: each report is one that the product reads and takes",
    (profile) => {
      const wrong = Array.from({ length: 500 }, (_, number) => reportOf({ ...real, profile }, number)).filter(
        ({ domain, json }) => {
          const parsed = parseTlsReport(json);
          return !parsed.ok || parsed.value.policies.some((policy) => policy.domain !== domainName(domain));
        },
      );
      expect(wrong).toEqual([]);
    },
  );

  test("real: 60 of 100 without failures, about a kilobyte each", () => {
    const clean = details(real).filter((count) => count === 0).length / 2_000;
    const mean = texts(real, 2_000).join("").length / 2_000;
    expect(clean).toBeGreaterThan(0.57);
    expect(clean).toBeLessThan(0.63);
    expect(mean).toBeGreaterThan(900);
    expect(mean).toBeLessThan(1_150);
  });

  test("heavy: 0 to 20 failure details", () => {
    const counts = new Set(details(heavy));
    expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, count) => count));
  });

  test("is packed as senders pack it", () => {
    const [body] = packedReports(real, 7, 1);
    expect(body && gunzipSync(body).toString()).toBe(reportOf(real, 7).json);
  });
});

describe("a comparison", () => {
  test("alternates who begins, and leaves the first round out", async () => {
    const calls: string[] = [];
    const side = (name: string, value: number) => async (round: number) => {
      calls.push(`${name}${round}`);
      return value + round;
    };
    const told = await alternate(2, { ours: side("ours", 10), reference: side("reference", 20) });
    expect(calls).toEqual(["ours0", "reference0", "reference1", "ours1", "ours2", "reference2"]);
    expect(told).toEqual({ ours: [11, 12], reference: [21, 22], ratios: [11 / 21, 12 / 22] });
  });

  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])("the median of %j is %f", (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test.each([
    [{ min: 0.6 }, [0.6, 0.9, 0.1], true],
    [{ min: 0.6 }, [0.59, 0.9, 0.1], false],
    [{ max: 1.2 }, [1.2], true],
    [{ max: 1.2 }, [1.21], false],
  ])("%j of ratios %j: %s", (target, ratios, expected) => {
    expect(reached({ target, ratios })).toBe(expected);
  });

  test("is told as a table with the median of the ratios and their range", () => {
    const sample: Comparison = {
      measure: "sample",
      target: { min: 0.6 },
      unit: "reports/s",
      ours: [1_000, 3_000, 2_000],
      reference: [4_000, 4_000, 4_000],
      ratios: [0.25, 0.75, 0.5],
    };
    const [, row] = tableOf([sample]).split("\n");
    expect(row?.split(/ {2,}/)).toEqual([
      "sample",
      "2,000 reports/s",
      "4,000 reports/s",
      "0.50",
      "0.25–0.75",
      "≥ 0.6",
      "MISSED",
    ]);
  });
});

test.each([
  { argv: [], expected: { ok: true, options: { only: [], quick: false } } },
  { argv: ["--only", "parse", "--quick"], expected: { ok: true, options: { only: ["parse"], quick: true } } },
  {
    argv: ["--only", "nothing"],
    expected: { ok: false, problem: expect.stringContaining("there are: parse") },
  },
  { argv: ["--fast"], expected: { ok: false, problem: expect.stringContaining("--fast") } },
])("the command line $argv", ({ argv, expected }) => {
  expect(readOptions(argv, ["parse"])).toMatchObject(expected);
});

test("a quick run prints the table", { timeout: 60_000 }, async () => {
  const file = fileURLToPath(new URL("./run.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, "--quick", "--only", "parse"]);
  const [head, row] = stdout.split("\n");
  expect(head).toMatch(/^measure +ours +reference +ratio +range +target$/);
  expect(row).toMatch(
    /^parse and validate, gzip in, one thread \(real\) .*reports\/s.*≥ 0\.6 +(reached|MISSED)$/,
  );
});
