import { describe, expect, test } from "vitest";
import type { Finding } from "../finding.ts";
import { formatMtaStsRecord, parseMtaStsRecord, selectMtaStsRecord } from "./record.ts";

/** `code "the characters it points at"`, which is how a person sees a finding. */
const pointed = (text: string, findings: Finding[]) =>
  findings.map(({ code, span }) => `${code} "${span === null ? "" : text.slice(span.start, span.end)}"`);

describe("records a conforming sender uses", () => {
  test.each<[string, string, [string, string][], string[]]>([
    ["v=STSv1; id=20260131235959Z;", "20260131235959Z", [], []],
    ["v=STSv1;id=a", "a", [], []],
    [`v=STSv1; id=${"9".repeat(32)}`, "9".repeat(32), [], []],
    ["v=STSv1 \t; id=a", "a", [], ['mtasts-version-blank " \t"']],
    ["v=STSv1; x=1; id=a", "a", [["x", "1"]], ['mtasts-extension-unknown "x=1"']],
    ["v=STSv1; id=a; mode=enforce", "a", [["mode", "enforce"]], ['mtasts-key-of-policy "mode=enforce"']],
    ["v=STSv1; id=a; id=b", "a", [["id", "b"]], ['mtasts-id-repeated "id=b"']],
    [
      "v=STSv1; id=a; id=b-c",
      "a",
      [["id", "b-c"]],
      ['mtasts-id-character "-"', 'mtasts-id-repeated "id=b-c"'],
    ],
  ])("%s", (text, id, extensions, remarks) => {
    const parsed = parseMtaStsRecord(text);
    const value = { id, extensions: extensions.map(([name, value]) => ({ name, value })) };
    expect(parsed).toMatchObject({ ok: true, value });
    expect(pointed(text, parsed.findings)).toEqual(remarks);
  });
});

describe("records a conforming sender ignores, and the characters at fault", () => {
  test.each<[string, string[]]>([
    ["", ['mtasts-record-empty ""']],
    ["v=STSv1", ['mtasts-version-undelimited ""']],
    ["v=STSv1;", ['mtasts-id-missing ""']],
    ["v=STS1; id=a", ['mtasts-version-misspelt "v=STS1"']],
    ["v=stsv1; id=a", ['mtasts-version-case "v=stsv1"']],
    ["v=MTASTSv1; id=a", ['mtasts-version-misspelt "v=MTASTSv1"']],
    ["v=TLSRPTv1; rua=mailto:a@b.example", ['mtasts-other-record "v=TLSRPTv1"']],
    ["id=a", ['mtasts-version-missing "id=a"']],
    ["'v=STSv1; id=a'", ['mtasts-quotes "\'"']],
    ["v=STSv1; ID=a", ['mtasts-id-case "ID"']],
    ["v=STSv1; id=", ['mtasts-id-empty "id="']],
    ["v=STSv1; id=2026-01-31", ['mtasts-id-character "-"']],
    ["v=STSv1; id=2026 01", ['mtasts-id-character " "']],
    ["v=STSv1; id=“a”", ['mtasts-quotes "“"']],
    [`v=STSv1; id=${"9".repeat(34)}`, ['mtasts-id-long "99"']],
    ["v=STSv1; id=a;;", ['mtasts-field-empty ";;"']],
    ["v=STSv1; id=a ", ['mtasts-trailing-blank " "']],
    ["v=STSv1; bogus", ['mtasts-field-malformed "bogus"']],
    ["v=STSv1; $$=@@", ['mtasts-field-name "$$"']],
    ["v=STSv1; id=a; x==", ['mtasts-field-value "="']],
  ])("%j", (text, expected) => {
    const parsed = parseMtaStsRecord(text);
    expect(parsed.ok).toBe(false);
    const errors = parsed.findings.filter(({ severity }) => severity === "error");
    expect(pointed(text, errors)).toEqual(expected);
  });
});

test.each<[string, string[], boolean, number | null]>([
  ["one", ["v=STSv1; id=a"], true, 0],
  ["beside others", ["x", "v=STSv1", "v=STSv1; id=a"], true, 2],
  ["two", ["v=STSv1; id=a", "v=STSv1; id=b"], false, null],
  ["none", ["x"], false, null],
])("a whole RRset: %s", (_, texts, ok, chosen) => {
  expect(selectMtaStsRecord(texts)).toMatchObject({ ok, chosen });
});

test("the form of the RFC's example", () => {
  expect(formatMtaStsRecord({ id: "20160831085700Z", extensions: [] })).toBe("v=STSv1; id=20160831085700Z;");
});
