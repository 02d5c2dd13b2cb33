import { parseArgs } from "node:util";
import type { Call, Command } from "./command.ts";

export type ParsedCall =
  | { kind: "run"; command: Command; json: boolean; call: Pick<Call, "given" | "flags" | "operands"> }
  /** `command`: of which; `null`: of all. */
  | { kind: "help"; command: Command | null }
  | { kind: "wrong"; command: Command | null; problem: string };

/** What the words after `npm run cli --` ask for. */
export function parseCall(words: string[], commands: Command[]): ParsedCall {
  const command = commands.find(({ name }) => startsWith(words, name.split(" "))) ?? null;
  if (!command) {
    if (words.length === 0 || words.includes("--help") || words.includes("-h") || words[0] === "help") {
      return { kind: "help", command: null };
    }
    return { kind: "wrong", command: null, problem: `There is no command "${wordsOf(words)}".` };
  }
  const rest = words.slice(command.name.split(" ").length);
  if (rest.includes("--help") || rest.includes("-h")) return { kind: "help", command };
  return parseOptions(command, rest);
}

function startsWith(words: string[], name: string[]): boolean {
  return name.every((word, index) => words[index] === word);
}

function wordsOf(words: string[]): string {
  const end = words.findIndex((word) => word.startsWith("-"));
  return words.slice(0, end === -1 ? words.length : end).join(" ") || (words[0] ?? "");
}

function parseOptions(command: Command, words: string[]): ParsedCall {
  const wrong = (problem: string): ParsedCall => ({ kind: "wrong", command, problem });
  const types = Object.entries(command.options).map(([name, { value }]) => [
    name,
    { type: value === null ? ("boolean" as const) : ("string" as const) },
  ]);
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: { ...Object.fromEntries(types), json: { type: "boolean" } },
      allowPositionals: true,
    });
    const problem = missing(command, values, positionals);
    if (problem) return wrong(problem);
    const entries = Object.entries<unknown>(values);
    const given = Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    const flags = new Set(entries.flatMap(([name, value]) => (value === true ? [name] : [])));
    return { kind: "run", command, json: flags.has("json"), call: { given, flags, operands: positionals } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function missing(command: Command, values: Record<string, unknown>, operands: string[]): string | null {
  for (const [name, { required, value }] of Object.entries(command.options)) {
    if (required && !values[name]) return `--${name} ${value} is missing.`;
    if (values[name] === "") return `--${name} is empty.`;
  }
  if (command.operands === null && operands.length > 0) return `"${operands[0]}" is not expected.`;
  if (command.operands?.startsWith("<") && operands.length === 0) return `${command.operands} is missing.`;
  return null;
}
