import { parseArgs } from "node:util";

export type Options = { only: string[]; quick: boolean };

/** `--only <name>`, which may be repeated, and `--quick`. */
export function readOptions(
  argv: string[],
  names: string[],
): { ok: true; options: Options } | { ok: false; problem: string } {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { only: { type: "string", multiple: true }, quick: { type: "boolean", default: false } },
    });
    const only = values.only ?? [];
    const unknown = only.find((name) => !names.includes(name));
    if (unknown === undefined) return { ok: true, options: { only, quick: values.quick } };
    return { ok: false, problem: `There is no measurement “${unknown}”; there are: ${names.join(", ")}` };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
