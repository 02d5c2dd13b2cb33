import { describe, expect, test } from "vitest";
import { helpFor, helpForAll } from "./help-text.ts";
import { parseCall } from "./parse-call.ts";
import { commands } from "./run-command-line.ts";

describe("parseCall", () => {
  test.each([
    ["nothing", []],
    ["--help", ["--help"]],
    ["help", ["help"]],
    ["--help after what is none", ["domain", "--help"]],
  ])("helps with all commands: %s", (_what, words) => {
    expect(parseCall(words, commands)).toEqual({ kind: "help", command: null });
  });

  test.each([["--help"], ["-h"]])("helps with a command: %s", (word) => {
    const parsed = parseCall(["report", "import", "--organization", "x", word], commands);
    expect(parsed).toMatchObject({ kind: "help", command: { name: "report import" } });
  });

  test("gives a command its options, flags and operands, in any order", () => {
    expect(
      parseCall(["report", "import", "a.json", "--organization=one", "--json", "b"], commands),
    ).toMatchObject({
      kind: "run",
      command: { name: "report import" },
      json: true,
      call: { given: { organization: "one" }, operands: ["a.json", "b"] },
    });
  });

  test.each([
    ["an unknown command", ["domain", "drop", "--now"], "domain drop"],
    ["an unknown option", ["sign-in-link", "--email", "a@example.com", "--forever"], "--forever"],
    ["a missing option", ["domain", "add", "one.example"], "--organization <slug> is missing"],
    ["an option without its value", ["sign-in-link", "--email"], "--email"],
    ["an empty option", ["sign-in-link", "--email", "a@example.com", "--email="], "--email"],
    ["a missing operand", ["report", "import", "--organization", "x"], "is missing"],
    ["an operand too many", ["sign-in-link", "--email", "a@example.com", "now"], '"now" is not expected'],
  ])("refuses %s and names it", (_what, words, told) => {
    expect(parseCall(words, commands)).toMatchObject({
      kind: "wrong",
      problem: expect.stringContaining(told),
    });
  });
});

test("the help names every command and every option", () => {
  const all = helpForAll(commands);
  for (const command of commands) {
    expect(all).toContain(command.name);
    const help = helpFor(command);
    for (const option of Object.keys(command.options)) expect(help).toContain(`--${option}`);
  }
});
