import { z } from "zod";
import { parseTlsRptRecord, selectTlsRptRecord } from "../tlsrpt/record.ts";
import { compareVerdict } from "./mtasts-cases.ts";
import { allOf, compare, type Outcome } from "./outcome.ts";
import type { SharedCase } from "./shared-case.ts";

const recordCase = z.object({
  input: z.union([z.string(), z.array(z.string())]),
  rfcValid: z.boolean().nullable(),
  expect: z
    .object({ rua: z.array(z.string()), extensions: z.array(z.tuple([z.string(), z.string()])) })
    .optional(),
});

export function tlsRptOutcome(one: SharedCase): Outcome {
  const { input, rfcValid, expect } = recordCase.parse(one);
  const parsed = typeof input === "string" ? parseTlsRptRecord(input) : selectTlsRptRecord(input);
  const verdict = compareVerdict(rfcValid, parsed.ok);
  if (!parsed.ok || expect === undefined) return verdict;
  const extensions = parsed.value.extensions.map(({ name, value }) => [name, value]);
  return allOf([
    verdict,
    compare("rua", expect.rua, parsed.value.rua),
    compare("extensions", expect.extensions, extensions),
  ]);
}
