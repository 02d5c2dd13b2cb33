import { describe, expect, test } from "vitest";
import { decodeWords } from "./encoded-words.ts";
import { parseStructured } from "./parameters.ts";

describe("a structured field", () => {
  test.each<{ text: string; value: string; parameters: [string, string][] }>([
    { text: "Text/Plain", value: "text/plain", parameters: [] },
    { text: "", value: "", parameters: [] },
    {
      text: "a/b; X=1; y = 2",
      value: "a/b",
      parameters: [
        ["x", "1"],
        ["y", "2"],
      ],
    },
    {
      text: 'a/b; x="1; y=2"; z=3;',
      value: "a/b",
      parameters: [
        ["x", "1; y=2"],
        ["z", "3"],
      ],
    },
    { text: 'a/b; x="a \\"b\\" \\\\"', value: "a/b", parameters: [["x", 'a "b" \\']] },
    { text: "a/b (a; comment (in one)); x=1 (; y=2)", value: "a/b", parameters: [["x", "1"]] },
    { text: "a/b; filename=report(1).json", value: "a/b", parameters: [["filename", "report(1).json"]] },
    { text: "a/b; x=1; x=2", value: "a/b", parameters: [["x", "1"]] },
    { text: "a/b; flag; =; x=1", value: "a/b", parameters: [["x", "1"]] },
    { text: 'a/b; x="never closed; y=1', value: "a/b", parameters: [["x", "never closed; y=1"]] },
    { text: "a/b; __proto__=1", value: "a/b", parameters: [["__proto__", "1"]] },
  ])("$text", ({ text, value, parameters }) => {
    const parsed = parseStructured(text);
    expect(parsed.value).toBe(value);
    expect([...parsed.parameters]).toEqual(parameters);
  });
});

describe("names in the way of RFC 2231", () => {
  test.each([
    { text: "x; name*=utf-8''r%C3%A9port.json", name: "réport.json" },
    { text: "x; name*=iso-8859-1'fr'r%E9port.json", name: "réport.json" },
    { text: "x; name*=nonsense''a%20b", name: "a b" },
    { text: "x; name*=a%20b", name: "a b" },
    { text: "x; name*0=a; name*1=b; name*2=c", name: "abc" },
    { text: "x; name*1=b; name*0=a", name: "ab" },
    { text: "x; name*0*=utf-8''%C3; name*1*=%A9; name*2=%20", name: "é%20" },
    { text: "x; name=plain; name*=utf-8''better", name: "better" },
    { text: "x; name*0=a; name*2=never; name*999999999=seen", name: "a" },
    { text: "x; name*1=without; name*2=a beginning", name: undefined },
    { text: "x; name*0*=utf-8''%zz%", name: "%zz%" },
    { text: "x; name*=utf-8''", name: "" },
  ])("$text", ({ text, name }) => {
    expect(parseStructured(text).parameters.get("name")).toBe(name);
  });
});

describe("encoded words", () => {
  test.each([
    { text: "plain", expected: "plain" },
    { text: "=?utf-8?q?r=C3=A9p_ort?=", expected: "rép ort" },
    { text: "a =?UTF-8?B?w6k=?= b", expected: "a é b" },
    { text: "=?utf-8?b?w6k=?= =?utf-8?b?w6k=?=", expected: "éé" },
    { text: "=?utf-8?b?ww==?=\t=?utf-8?b?qQ==?=", expected: "é" },
    { text: "=?utf-8?q?a?= and =?utf-8?q?b?=", expected: "a and b" },
    { text: "=?iso-8859-1*fr?q?=E9?= =?utf-8?q?=C3=A9?=", expected: "éé" },
    { text: "=?nonsense?q?a?=", expected: "a" },
    { text: "=?utf-8?x?a?= =?utf-8?q?open", expected: "=?utf-8?x?a?= =?utf-8?q?open" },
  ])("$text", ({ text, expected }) => {
    expect(decodeWords(text)).toBe(expected);
  });

  test("no more is read than asked for", () => {
    expect(decodeWords("x".repeat(5_000), 10)).toBe("x".repeat(10));
  });
});
