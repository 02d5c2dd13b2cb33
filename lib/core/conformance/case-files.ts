import { z } from "zod";
import { fetchOutcome, mxMatchOutcome, policyOutcome, recordOutcome } from "./mtasts-cases.ts";
import { onPurpose } from "./on-purpose.ts";
import { failed, type Outcome } from "./outcome.ts";
import { type ReadSample, reportOutcome } from "./report-cases.ts";
import { type SharedCase, sharedCase } from "./shared-case.ts";
import { tlsRptOutcome } from "./tlsrpt-cases.ts";

export type CaseResult = { id: string; outcome: Outcome };

/** What judges the cases of a file, by the file's name. */
const judges: Record<string, Judge> = {
  "mtasts-fetch.json": fetchOutcome,
  "mtasts-policy.json": policyOutcome,
  "mtasts-record.json": recordOutcome,
  "mx-match.json": mxMatchOutcome,
  "tlsrpt-record.json": tlsRptOutcome,
  "tlsrpt-report.json": reportOutcome,
};

/**
 * Judges all cases of one file. `readSample` gives the JSON text of a report by its path beside the cases, or `null`
 * when it is not there. A file we have no judge for, or a case of an unknown shape, fails: it must not pass unseen.
 */
export function judgeCaseFile(name: string, content: unknown, readSample: ReadSample): CaseResult[] {
  const judge = judges[name];
  const cases = z.array(sharedCase).safeParse(content);
  if (judge === undefined) return [{ id: name, outcome: failed("no judge for this file") }];
  if (!cases.success) return [{ id: name, outcome: failed(`not a list of cases: ${cases.error.message}`) }];
  return cases.data.map((one) => ({
    id: one.id,
    outcome: excused(one.id, judgeShaped(judge, one, readSample)),
  }));
}

type Judge = (one: SharedCase, readSample: ReadSample) => Outcome;

function judgeShaped(judge: Judge, one: SharedCase, readSample: ReadSample): Outcome {
  try {
    return judge(one, readSample);
  } catch (error) {
    if (error instanceof z.ZodError) return failed(`a shape of case we do not know: ${error.message}`);
    throw error;
  }
}

/** A listed difference is one only while we do differ. */
function excused(id: string, outcome: Outcome): Outcome {
  const reason = onPurpose.get(id);
  if (reason === undefined) return outcome;
  if (outcome.kind === "failed") return { kind: "on-purpose", reason };
  return failed("listed as a difference on purpose, but we agree");
}
