import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finding, type Severity } from "#lib/core/finding.ts";
import { parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { numberedLines } from "./numbered-lines.ts";

const about = (start: number, end: number, severity: Severity = "error") =>
  finding("x", severity, { span: { start, end } });

/** Lines as texts, with marked pieces in brackets. */
function shown(text: string, ...findings: ReturnType<typeof about>[]): string[] {
  return numberedLines(text, findings).lines.map(({ segments }) =>
    segments.map((one) => (one.severity === null ? one.text : `[${one.severity} ${one.text}]`)).join(""),
  );
}

test.each<[string, string, ReturnType<typeof about>[], string[]]>([
  ["nothing to mark", "ab\ncd\n", [], ["ab", "cd"]],
  ["CRLF", "ab\r\ncd", [], ["ab", "cd"]],
  ["a piece", "ab\ncde", [about(4, 5)], ["ab", "c[error d]e"]],
  ["over a line end", "ab\ncd", [about(1, 4)], ["a[error b]", "[error c]d"]],
  ["a whole line only", "ab\ncd", [about(0, 3)], ["[error ab]", "cd"]],
  ["nothing at the end", "ab", [about(2, 2)], ["ab[error ]"]],
  ["nothing at the end, after a line end", "ab\n", [about(3, 3)], ["ab", "[error ]"]],
  ["a blank line", "ab\n\ncd", [about(3, 3)], ["ab", "[error ]", "cd"]],
  ["one within another", "abcd", [about(0, 4, "info"), about(1, 2)], ["[info a][error b][info cd]"]],
  ["an empty text", "", [about(0, 0)], ["[error ]"]],
])("%s", (_what, text, findings, lines) => {
  expect(shown(text, ...findings)).toEqual(lines);
});

test("what cannot be seen is written out", () => {
  expect(shown("\uFEFFmode:\u00A0none\u202Ex\tz")).toEqual(["‹U+FEFF›mode:‹U+00A0›none‹U+202E›x\tz"]);
});

test("a file without end is cut, and says so", () => {
  const { lines, leftOut } = numberedLines("\n".repeat(65_536), []);
  expect([lines.length, leftOut]).toEqual([200, 65_336]);
});

test("a line without end is cut, and says so", () => {
  const { lines } = numberedLines(`${"x".repeat(1_000)}\ny`, [about(10, 900)]);
  expect(lines).toEqual([
    {
      number: 1,
      segments: [
        { text: "x".repeat(10), severity: null },
        { text: "x".repeat(390), severity: "error" },
      ],
      cutOff: 600,
    },
    { number: 2, segments: [{ text: "y", severity: null }], cutOff: 0 },
  ]);
});

describe("the findings of a policy", () => {
  test("each leave a mark", () => {
    const text = "version: STSv1\nmode: Enforce\n\nmx: mx.example.com.\n";
    expect(shown(text, ...parseMtaStsPolicy(text).findings)).toEqual([
      "version: STSv1",
      "mode: [error Enforce]",
      "[error ]",
      "mx: [error mx.example.com.]",
      "[error ]",
    ]);
  });

  test("and no text is lost, whatever the file", () => {
    const piece = fc.constantFrom("mx: ", "mode: ", "a.example", "\n", "\r\n", " ", "*", "max_age: 1", "ü");
    fc.assert(
      fc.property(fc.string({ unit: piece }), (text) => {
        const { lines } = numberedLines(text, parseMtaStsPolicy(text).findings);
        const shownText = lines.flatMap(({ segments }) => segments.map((one) => one.text)).join("");
        expect(shownText).toBe(text.replaceAll(/\r?\n/g, ""));
      }),
    );
  });
});
