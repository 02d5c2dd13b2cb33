import type { Context } from "#lib/services/context.ts";

/** One command of the command line. */
export type Command = {
  /** Its words, as in `report import`. */
  name: string;
  summary: string;
  /** What stands after the options in its usage; `null`: it takes nothing but options. */
  operands: string | null;
  options: Record<string, CommandOption>;
  /** Further paragraphs of its help. */
  notes: string[];
  run: (call: Call) => Promise<Outcome>;
};

export type CommandOption = {
  /** What stands for the value; `null`: it takes none. */
  value: string | null;
  required?: true;
  meaning: string;
};

export type Call = {
  context: Context;
  /** Values of the options that were given. */
  given: Record<string, string>;
  /** Options without a value that were given. */
  flags: Set<string>;
  operands: string[];
  /** A line for people while it runs; on standard error. */
  progress: (line: string) => void;
};

/** `code`: 0 done, 1 not or not all of it, 2 wrongly asked. `json` is what `--json` prints in place of `lines`. */
export type Outcome = { code: 0 | 1 | 2; lines: string[]; json: Record<string, unknown> };

/** `error` is a kebab-case code for programs, `line` says it to people. */
export function refusal(error: string, line: string, code: 1 | 2 = 1): Outcome {
  return { code, lines: [line], json: { error, detail: line } };
}
