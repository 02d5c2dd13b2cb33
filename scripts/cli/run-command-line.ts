import { apiKeyCreate } from "./api-key-create.ts";
import type { Outcome } from "./command.ts";
import { domainAdd } from "./domain-add.ts";
import { helpFor, helpForAll, hintFor } from "./help-text.ts";
import { openInstallation } from "./installation.ts";
import { type ParsedCall, parseCall } from "./parse-call.ts";
import { reportImport } from "./report-import.ts";
import { reportReplay } from "./report-replay.ts";
import { signInLink } from "./sign-in-link.ts";
import { userCreate } from "./user-create.ts";

export const commands = [signInLink, userCreate, domainAdd, reportImport, reportReplay, apiKeyCreate];

/** Does what the words ask for and prints what came of it. Returns the exit code. */
export async function runCommandLine(words: string[]): Promise<number> {
  const parsed = parseCall(words, commands);
  switch (parsed.kind) {
    case "help":
      console.log(parsed.command ? helpFor(parsed.command) : helpForAll(commands));
      return 0;
    case "wrong":
      console.error(`${parsed.problem}\n${hintFor(parsed.command)}`);
      return 2;
    case "run":
      return print(await perform(parsed), parsed.json);
    default:
      return parsed satisfies never;
  }
}

async function perform({ command, call }: Extract<ParsedCall, { kind: "run" }>): Promise<Outcome> {
  const opened = await openInstallation();
  if (!opened.ok) return failed("not-set-up", opened.problem);
  const { context } = opened;
  try {
    return await command.run({ ...call, context, progress: (line) => console.error(line) });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return failed("failed", `It failed (is Sealpost’s database running?): ${detail}`);
  } finally {
    await context.db.close();
  }
}

function failed(error: string, line: string): Outcome {
  return { code: 1, lines: [line], json: { error, detail: line } };
}

/** Results go to standard output; why there is none to standard error. */
function print({ code, lines, json }: Outcome, asJson: boolean): number {
  if (asJson) console.log(JSON.stringify(json));
  else if ("error" in json) console.error(lines.join("\n"));
  else console.log(lines.join("\n"));
  return code;
}
