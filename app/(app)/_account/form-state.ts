import type { z } from "zod";
import type { Messages } from "#lib/i18n/catalog.ts";

/** Everything that can be wrong with a form about accounts; worded in `accounts.problem`. */
export type ProblemCode = keyof Messages["accounts"]["problem"];

export type Problem = { code: ProblemCode; minutes?: number };

/** What a form shows after it was sent. */
export type FormState<Field extends string> = {
  /** About the whole form. */
  problem?: Problem;
  fields?: Partial<Record<Field, ProblemCode>>;
  /** What was typed, since the browser empties a form that was sent. Never a password. */
  values?: Partial<Record<Field, string>>;
  done?: boolean;
};

/** A service's refusal as a problem; a waiting time is shown in minutes. */
export function problemOf(refusal: { code: ProblemCode; data?: Record<string, string | number> }): Problem {
  const { code, data } = refusal;
  return data?.seconds === undefined ? { code } : { code, minutes: Math.ceil(Number(data.seconds) / 60) };
}

/**
 * The first problem of each field, in our words: `wording` says which one a field gets when it is too short, too long
 * or otherwise not right.
 */
export function fieldProblems<Field extends string>(
  error: z.ZodError,
  wording: Record<Field, { short?: ProblemCode; long?: ProblemCode; invalid: ProblemCode }>,
): Partial<Record<Field, ProblemCode>> {
  const problems: Partial<Record<Field, ProblemCode>> = {};
  for (const { path, code } of error.issues) {
    const field = path[0] as Field;
    const words = wording[field];
    if (!words || problems[field]) continue;
    if (code === "too_small") problems[field] = words.short ?? words.invalid;
    else if (code === "too_big") problems[field] = words.long ?? words.invalid;
    else problems[field] = words.invalid;
  }
  return problems;
}

/** Wording of the fields that several forms share. */
export const fieldWording = {
  email: { invalid: "email-invalid" },
  name: { short: "name-missing", long: "name-too-long", invalid: "name-missing" },
  password: { short: "password-too-short", long: "password-too-long", invalid: "password-too-short" },
} as const;
