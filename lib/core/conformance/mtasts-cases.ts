import { z } from "zod";
import { judgePolicyResponse } from "../mtasts/fetch-rules.ts";
import { mxMatches } from "../mtasts/mx-match.ts";
import { parseMtaStsPolicy } from "../mtasts/policy.ts";
import { parseMtaStsRecord, selectMtaStsRecord } from "../mtasts/record.ts";
import { agreed, allOf, compare, failed, type Outcome } from "./outcome.ts";
import type { SharedCase } from "./shared-case.ts";

/** `rfcValid: null` means that the RFC does not say. */
const verdict = z.boolean().nullable();
const pairs = z.array(z.tuple([z.string(), z.string()]));

const recordCase = z.object({
  input: z.union([z.string(), z.array(z.string())]),
  rfcValid: verdict,
  expect: z.object({ id: z.string(), extensions: pairs }).optional(),
});

export function recordOutcome(one: SharedCase): Outcome {
  const { input, rfcValid, expect } = recordCase.parse(one);
  const parsed = typeof input === "string" ? parseMtaStsRecord(input) : selectMtaStsRecord(input);
  const verdict = compareVerdict(rfcValid, parsed.ok);
  if (!parsed.ok || expect === undefined) return verdict;
  const extensions = parsed.value.extensions.map(({ name, value }) => [name, value]);
  return allOf([
    verdict,
    compare("id", expect.id, parsed.value.id),
    compare("extensions", expect.extensions, extensions),
  ]);
}

const policyCase = z.object({
  input: z.string(),
  rfcValid: verdict,
  expect: z
    .object({ mode: z.string(), max_age: z.number(), mx: z.array(z.string()), extensions: pairs })
    .optional(),
});

export function policyOutcome(one: SharedCase): Outcome {
  const { input, rfcValid, expect } = policyCase.parse(one);
  const parsed = parseMtaStsPolicy(input);
  const verdict = compareVerdict(rfcValid, parsed.ok);
  if (!parsed.ok || expect === undefined) return verdict;
  const extensions = parsed.value.extensions.map(({ name, value }) => [name, value]);
  return allOf([
    verdict,
    compare("mode", expect.mode, parsed.value.mode),
    compare("max_age", expect.max_age, parsed.value.maxAgeSeconds),
    compare("mx", expect.mx, parsed.value.mx),
    compare("extensions", expect.extensions, extensions),
  ]);
}

const matchCase = z.object({
  input: z.object({ mx: z.string(), patterns: z.array(z.string()) }),
  rfcValid: verdict,
});

export function mxMatchOutcome(one: SharedCase): Outcome {
  const { input, rfcValid } = matchCase.parse(one);
  return compareVerdict(rfcValid, mxMatches(input.mx, input.patterns));
}

const fetchCase = z.object({
  input: z.object({
    status: z.number().optional(),
    contentType: z.string().nullable().optional(),
    bodyBytes: z.number().optional(),
  }),
  rfcValid: verdict,
});

/** A SHOULD that is not kept counts as not valid here, as it does in the cases; to users it is a warning. */
export function fetchOutcome(one: SharedCase): Outcome {
  const { input, rfcValid } = fetchCase.parse(one);
  const { status, contentType, bodyBytes } = input;
  const findings = judgePolicyResponse({
    ...(status === undefined ? {} : { status }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(bodyBytes === undefined ? {} : { bodyBytes }),
  });
  return compareVerdict(rfcValid, findings.length === 0);
}

export function compareVerdict(rfcValid: boolean | null, isValid: boolean): Outcome {
  if (rfcValid === null || rfcValid === isValid) return agreed;
  return failed(isValid ? "we accept what the RFC does not" : "we refuse what the RFC allows");
}
