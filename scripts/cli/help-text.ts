import type { Command } from "./command.ts";

const start = "npm run cli --";

/** All commands, one a line. */
export function helpForAll(commands: Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${start} <command> [options]`,
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    `${start} <command> --help says more. Every command takes --json, and then prints one JSON object.`,
    "Exit codes: 0 done; 1 not, or not all of it; 2 wrongly asked.",
  ].join("\n");
}

export function helpFor({ name, summary, operands, options, notes }: Command): string {
  const entries = Object.entries(options).map(([option, { value, required, meaning }]) => {
    const spelled = value === null ? `--${option}` : `--${option} ${value}`;
    return { spelled, usage: required ? spelled : `[${spelled}]`, meaning };
  });
  const width = Math.max("--json".length, ...entries.map(({ spelled }) => spelled.length));
  const usage = [
    start,
    name,
    ...entries.map((entry) => entry.usage),
    "[--json]",
    ...(operands ? [operands] : []),
  ];
  return [
    usage.join(" "),
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    "",
    ...entries.map(({ spelled, meaning }) => `  ${spelled.padEnd(width)}  ${meaning}`),
    `  ${"--json".padEnd(width)}  print one JSON object`,
    ...notes.flatMap((note) => ["", note]),
  ].join("\n");
}

/** What to ask for instead. */
export function hintFor(command: Command | null): string {
  return command ? `See ${start} ${command.name} --help` : `See ${start} --help`;
}
