/**
 * Holds the protocol core against a folder of shared cases: `npm run conformance [folder]`, by default the folder
 * `../shared/cases` beside the project, where there is one. Exit code 1 when a case fails.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type CaseResult, judgeCaseFile } from "#lib/core/conformance/case-files.ts";
import { readReportText } from "./conformance/read-report-text.ts";

const defaultFolder = "../shared/cases";
const folder = path.resolve(process.argv[2] ?? defaultFolder);

if (existsSync(folder)) {
  process.exitCode = printTable(judgeFolder()) ? 0 : 1;
} else if (process.argv[2] === undefined) {
  console.log(
    `There are no cases to compare with: ${defaultFolder} does not exist. Name a folder to use another one.`,
  );
} else {
  console.error(`There is no folder ${process.argv[2]}.`);
  process.exitCode = 1;
}

function judgeFolder(): { file: string; results: CaseResult[] }[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.sort().map((file) => {
    const content: unknown = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
    return { file, results: judgeCaseFile(file, content, readSample) };
  });
}

/** Samples lie beside the folder of cases. */
function readSample(name: string): string | null {
  const file = path.join(folder, "..", name);
  return existsSync(file) ? readReportText(readFileSync(file)) : null;
}

function printTable(files: { file: string; results: CaseResult[] }[]): boolean {
  const count = (results: CaseResult[], kind: CaseResult["outcome"]["kind"]) =>
    results.filter(({ outcome }) => outcome.kind === kind).length;
  console.table(
    files.map(({ file, results }) => ({
      file,
      cases: results.length,
      agreed: count(results, "agreed"),
      "differing on purpose": count(results, "on-purpose"),
      "judged elsewhere": count(results, "elsewhere"),
      failed: count(results, "failed"),
    })),
  );
  const all = files.flatMap(({ results }) => results);
  for (const { id, outcome } of all) {
    if (outcome.kind === "on-purpose") console.log(`on purpose  ${id}: ${outcome.reason}`);
    if (outcome.kind === "elsewhere") console.log(`elsewhere   ${id}: ${outcome.why}`);
    if (outcome.kind === "failed") console.log(`FAILED      ${id}: ${outcome.problem}`);
  }
  if (all.length === 0) console.log("The folder holds no cases.");
  return count(all, "failed") === 0;
}
