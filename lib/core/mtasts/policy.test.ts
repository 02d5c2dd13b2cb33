import { describe, expect, test } from "vitest";
import type { Finding } from "../finding.ts";
import { formatMtaStsPolicy, type MtaStsPolicy, parseMtaStsPolicy } from "./policy.ts";

/** `line: code "the characters it points at"`, which is how a person sees a finding. */
const pointed = (text: string, findings: Finding[]) =>
  findings.map(({ code, line, span }) => {
    const characters = span === null ? "" : text.slice(span.start, span.end);
    return `${line ?? "-"}: ${code.replace("mtasts-policy-", "")} "${characters}"`;
  });

const good = "version: STSv1\nmode: testing\nmx: mx1.receiver.example\nmax_age: 604800\n";

const plain: MtaStsPolicy = {
  mode: "testing",
  mx: ["mx1.receiver.example"],
  maxAgeSeconds: 604_800,
  extensions: [],
};

describe("policies a conforming sender uses", () => {
  test.each<[string, string, Partial<MtaStsPolicy>]>([
    ["LF", good, {}],
    ["CRLF", good.replaceAll("\n", "\r\n"), {}],
    ["both mixed", good.replace("\n", "\r\n"), {}],
    ["no line end after the last", good.trimEnd(), {}],
    ["blanks after values", good.replaceAll("\n", " \t\n"), {}],
    ["no blank after the colon", good.replaceAll(": ", ":"), {}],
    ["many blanks after the colon", good.replaceAll(": ", ": \t "), {}],
    ["any order", good.trimEnd().split("\n").toReversed().join("\n"), {}],
    [
      "the first of a repeated key wins",
      `${good}mode: enforce\nmode: nonsense\nmax_age: 1\nversion: x\n`,
      {},
    ],
    ["leading zeros", good.replace("604800", "0000604800"), {}],
    ["upper case in a pattern is kept", good.replace("mx1.", "MX1."), { mx: ["MX1.receiver.example"] }],
    [
      "mode none needs no mx",
      "version: STSv1\nmode: none\nmax_age: 60\n",
      { mode: "none", mx: [], maxAgeSeconds: 60 },
    ],
    [
      "an unknown key",
      `${good}x-note: a: b=c; é\n`,
      { extensions: [{ name: "x-note", value: "a: b=c; é" }] },
    ],
    [
      "beyond the RFC's maximum, as it stands",
      good.replace("604800", "9999999999"),
      { maxAgeSeconds: 9_999_999_999 },
    ],
  ])("%s", (_, text, change) => {
    expect(parseMtaStsPolicy(text)).toMatchObject({ ok: true, value: { ...plain, ...change } });
  });

  test("a plain policy has nothing to remark on", () => {
    expect(parseMtaStsPolicy(good).findings).toEqual([]);
  });
});

describe("policies a conforming sender refuses, and the characters at fault", () => {
  test.each<[string, string[]]>([
    ["", ['-: empty ""']],
    ["\r\n \r\n", ['-: empty "\r\n \r\n"']],
    ["<!doctype html>\n<p>x</p>", ['1: html "<!doctype html>\n<p>x</p>"']],
    [`\uFEFF${good}`, ['1: byte-order-mark "\uFEFF"']],
    [good.replace("mode", "\nmode"), ['2: blank-line ""']],
    [`${good}\n`, ['5: blank-line ""']],
    [`${good}  `, ['5: blank-line "  "']],
    [good.replace("mode", " mode"), ['2: leading-blank " "']],
    [`${good}# mine\n`, ['5: comment "# mine"']],
    [`${good}mine\n`, ['5: line-malformed "mine"']],
    [good.replace("mode: ", "mode="), ['2: line-equals "="']],
    [good.replace("mode:", "mode :"), ['2: key-malformed "mode "']],
    [`${good}_x: y\n`, ['5: key-malformed "_x"']],
    [`${good}${"n".repeat(33)}: y\n`, [`5: key-malformed "${"n".repeat(33)}"`]],
    [`${good}: y\n`, ['5: key-malformed ":"']],
    [`${good}x:\n`, ['5: value-empty "x:"']],
    [`${good}x: a\u0000b\n`, ['5: character "\u0000"']],
    [`${good}x: a\tb\n`, ['5: character "\t"']],
    [
      good.replaceAll("\n", "\r"),
      ['1: character "\r"', '-: key-missing ""', '-: key-missing ""', '-: key-missing ""'],
    ],
    [good.replace("version: STSv1\n", ""), ['-: key-missing ""']],
    [good.replace("STSv1", "stsv1"), ['1: version "stsv1"']],
    [good.replace("mode: testing\n", ""), ['-: key-missing ""']],
    [good.replace("testing", "Testing"), ['2: mode "Testing"']],
    [good.replace("mode:", "Mode:"), ['2: key-misspelt "Mode"']],
    [good.replace("max_age", "max-age"), ['4: key-misspelt "max-age"']],
    [good.replace("max_age", "maxage"), ['4: key-misspelt "maxage"']],
    [good.replace("mx:", "MX:"), ['3: key-misspelt "MX"']],
    [good.replace("604800", ""), ['4: value-empty "max_age: "']],
    [good.replace("604800", "1 week"), ['4: max-age "1 week"']],
    [good.replace("604800", "-1"), ['4: max-age "-1"']],
    [good.replace("604800", "00000604800"), ['4: max-age "00000604800"']],
    [good.replace("mx: mx1.receiver.example\n", ""), ['-: key-missing ""']],
    [good.replace("example", "example."), ['3: mx-trailing-dot "mx1.receiver.example."']],
    [good.replace("receiver", "empfänger"), ['3: mx-unicode "mx1.empfänger.example"']],
    [good.replace("mx1.", "."), ['3: mx-leading-dot ".receiver.example"']],
    [good.replace("mx1.", "*"), ['3: mx-wildcard "*receiver.example"']],
    [good.replace("mx1.", "mx1.*."), ['3: mx-wildcard "mx1.*.receiver.example"']],
    [good.replace("mx1.", "*.*."), ['3: mx-wildcard "*.*.receiver.example"']],
    [good.replace("mx1.receiver.example", "*"), ['3: mx-wildcard "*"']],
    [good.replace("mx1.", "10 mx1."), ['3: mx-list "10 mx1.receiver.example"']],
    [good.replace("mx1.", "mx1.example, mx2."), ['3: mx-list "mx1.example, mx2.receiver.example"']],
    [good.replace("mx1.", "mx_1."), ['3: mx-malformed "mx_1.receiver.example"']],
    [good.replace("mx1.", "mx1.."), ['3: mx-malformed "mx1..receiver.example"']],
    [good.replace("mx1.", `${"l".repeat(64)}.`), [`3: mx-malformed "${"l".repeat(64)}.receiver.example"`]],
  ])("%j", (text, expected) => {
    const parsed = parseMtaStsPolicy(text);
    expect(parsed.ok).toBe(false);
    const errors = parsed.findings.filter(({ severity }) => severity === "error");
    expect(pointed(text, errors)).toEqual(expected);
  });

  test("a remedy is at hand where it is plain", () => {
    const suggestion = (pattern: string) =>
      parseMtaStsPolicy(good.replace("mx1.receiver.example", pattern)).findings[0]?.data.suggestion;
    expect(suggestion("*.bücher.example")).toBe("*.xn--bcher-kva.example");
    expect(suggestion(".receiver.example")).toBe("*.receiver.example");
    expect(suggestion("mx.example.")).toBe("mx.example");
  });

  test("a file of another kind does not drown its reader in findings", () => {
    for (const line of ["x\n", "x: y\n", "mx: mx1.example\n", "mx: -\n", "mode: none\n"]) {
      expect(parseMtaStsPolicy(good + line.repeat(30_000)).findings.length).toBeLessThan(60);
    }
  });
});

describe("valid, but", () => {
  test.each<[string, string[]]>([
    [good.replace("604800", "0"), ['4: max-age-under-day "0"']],
    [good.replace("604800", "86399"), ['4: max-age-under-day "86399"']],
    [good.replace("604800", "86400"), ['4: max-age-under-week "86400"']],
    [good.replace("604800", "31557600"), []],
    [good.replace("604800", "31557601"), ['4: max-age-over "31557601"']],
    ["version: STSv1\nmode: none\nmax_age: 60\n", []],
    [`${good}mx: MX1.receiver.example\n`, ['5: mx-repeated "MX1.receiver.example"']],
    [`${good}mx: 192.0.2.1\n`, ['5: mx-address "192.0.2.1"']],
    [`${good}mx: *.example\n`, ['5: mx-wide "*.example"']],
    [`${good}mx: localhost\n`, ['5: mx-single-label "localhost"']],
    [`${good}mode: enforce\n`, ['5: key-repeated "mode: enforce"']],
    [`${good}MODE: enforce\n`, ['5: key-unknown "MODE"']],
  ])("%j", (text, expected) => {
    const parsed = parseMtaStsPolicy(text);
    expect(parsed.ok).toBe(true);
    expect(pointed(text, parsed.findings)).toEqual(expected);
  });
});

test("a policy is written with CRLF", () => {
  expect(formatMtaStsPolicy(plain)).toBe(good.replaceAll("\n", "\r\n"));
});
