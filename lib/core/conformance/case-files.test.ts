import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readReportText } from "../../../scripts/conformance/read-report-text.ts";
import { judgeCaseFile } from "./case-files.ts";

const noSamples = () => null;
const kinds = (name: string, cases: unknown) =>
  judgeCaseFile(name, cases, noSamples).map(({ outcome }) => outcome.kind);

const report = {
  "organization-name": "Reporter",
  "date-range": { "start-datetime": "2026-01-01T00:00:00Z", "end-datetime": "2026-01-01T23:59:59Z" },
  "contact-info": "tls@reporter.example",
  "report-id": "1",
  policies: [
    {
      policy: { "policy-type": "sts", "policy-domain": "receiver.example" },
      summary: { "total-successful-session-count": 3, "total-failure-session-count": 0 },
    },
  ],
};

describe("a case agrees or fails by what we say to it", () => {
  const record = "v=TLSRPTv1; rua=mailto:a@b.example";
  test.each<[string, Record<string, unknown>, string]>([
    ["tlsrpt-record.json", { input: record, rfcValid: true }, "agreed"],
    ["tlsrpt-record.json", { input: record, rfcValid: false }, "failed"],
    ["tlsrpt-record.json", { input: record, rfcValid: null }, "agreed"],
    ["tlsrpt-record.json", { input: [record, record], rfcValid: false }, "agreed"],
    ["tlsrpt-record.json", { input: record, rfcValid: true, expect: { rua: [], extensions: [] } }, "failed"],
    [
      "mtasts-record.json",
      { input: "v=STSv1; id=a", rfcValid: true, expect: { id: "a", extensions: [] } },
      "agreed",
    ],
    [
      "mtasts-record.json",
      { input: "v=STSv1; id=a", rfcValid: true, expect: { id: "b", extensions: [] } },
      "failed",
    ],
    ["mtasts-policy.json", { input: "version: STSv1\nmode: none\nmax_age: 1", rfcValid: true }, "agreed"],
    ["mtasts-policy.json", { input: "version: STSv1\nmode: none", rfcValid: true }, "failed"],
    ["mx-match.json", { input: { mx: "a.b.example", patterns: ["*.b.example"] }, rfcValid: true }, "agreed"],
    ["mx-match.json", { input: { mx: "b.example", patterns: ["*.b.example"] }, rfcValid: true }, "failed"],
    ["mtasts-fetch.json", { input: { status: 301 }, rfcValid: false }, "agreed"],
    ["mtasts-fetch.json", { input: { contentType: "text/html" }, rfcValid: true }, "failed"],
    ["tlsrpt-report.json", { kind: "json", input: report, accept: true, expect: { success: 3 } }, "agreed"],
    ["tlsrpt-report.json", { kind: "json", input: report, accept: true, expect: { success: 4 } }, "failed"],
    [
      "tlsrpt-report.json",
      { kind: "json", input: report, accept: true, rfcDeviations: ["unseen"] },
      "failed",
    ],
    ["tlsrpt-report.json", { kind: "json", input: [], accept: false }, "agreed"],
    ["tlsrpt-report.json", { kind: "json", input: [], accept: true }, "failed"],
    [
      "tlsrpt-report.json",
      { kind: "size", input: { decompressedBytes: 10_485_761 }, accept: false },
      "agreed",
    ],
    [
      "tlsrpt-report.json",
      { kind: "size", input: { decompressedBytes: 10_485_760 }, accept: true },
      "agreed",
    ],
    ["tlsrpt-report.json", { kind: "size", input: { nestingDepth: 5_000 }, accept: false }, "agreed"],
    ["tlsrpt-report.json", { kind: "file", input: { file: "gone.json" }, accept: true }, "elsewhere"],
    ["tlsrpt-report.json", { kind: "mime", input: {}, accept: true }, "elsewhere"],
    ["tlsrpt-report.json", { kind: "unheard-of", input: {}, accept: true }, "failed"],
    ["mx-match.json", { input: "no object", rfcValid: true }, "failed"],
    ["unheard-of.json", { input: 1 }, "failed"],
  ])("%s %j", (name, one, expected) => {
    expect(kinds(name, [{ id: "x-1", ...one }])).toEqual([expected]);
  });

  test("a difference on purpose that is none any more fails", () => {
    const agreeing = { id: "tlsrpt-report-113", kind: "json", input: report, accept: true };
    expect(kinds("tlsrpt-report.json", [agreeing, { ...agreeing, accept: false }])).toEqual([
      "failed",
      "on-purpose",
    ]);
  });

  test("what is no list of cases fails", () => {
    expect(kinds("mx-match.json", { cases: [] })).toEqual(["failed"]);
  });
});

/** Every file of a folder of cases; one made-up file where there is no folder. */
function caseFiles(): { name: string; content: unknown; folder: string }[] {
  const folder = path.resolve(import.meta.dirname, "../../../../shared/cases");
  if (!existsSync(folder)) {
    const content = [{ id: "own-1", input: { mx: "a.example", patterns: ["a.example"] }, rfcValid: true }];
    return [{ name: "mx-match.json", content, folder }];
  }
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.map((name) => ({
    name,
    content: JSON.parse(readFileSync(path.join(folder, name), "utf8")),
    folder,
  }));
}

test.each(caseFiles())("no shared case of $name fails", ({ name, content, folder }) => {
  const readSample = (file: string) => {
    const sample = path.join(folder, "..", file);
    return existsSync(sample) ? readReportText(readFileSync(sample)) : null;
  };
  const results = judgeCaseFile(name, content, readSample);
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ outcome }) => outcome.kind === "failed")).toEqual([]);
});
