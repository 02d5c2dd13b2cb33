import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { txtZoneLine } from "../publish/zone-line.ts";
import { placeInSnippet, readTxtSnippet } from "./txt-snippet.ts";

const value = "v=TLSRPTv1; rua=mailto:tls@example.com";

/** Owner, form and text of each record, and the codes of what was found. */
function read(pasted: string) {
  return readTxtSnippet(pasted).map(({ owner, form, text, findings }) => [
    owner?.text ?? null,
    form,
    text,
    ...findings.map(({ code }) => code),
  ]);
}

describe("one record, in every dress", () => {
  test.each<[string, string, string | null, string]>([
    ["a bare value", value, null, "bare"],
    ["with blanks and line ends around it", `\r\n  ${value}  \n`, null, "bare"],
    ["quoted", `"${value}"`, null, "bare"],
    ["quoted strings on lines of their own", '"v=TLSRPTv1; "\n"rua=mailto:tls@example.com"', null, "bare"],
    ["a zone line", `_smtp._tls.example.com. 3600 IN TXT "${value}"`, "_smtp._tls.example.com.", "zone"],
    ["class before TTL", `_smtp._tls IN 1h TXT "${value}"`, "_smtp._tls", "zone"],
    ["several strings", '_smtp._tls TXT "v=TLSRPTv1; rua=" "mailto:tls@example.com"', "_smtp._tls", "zone"],
    [
      "parentheses over lines, with comments",
      '_smtp._tls IN TXT ( "v=TLSRPTv1; " ; the "version"\n   "rua=mailto:tls@example.com" )\n',
      "_smtp._tls",
      "zone",
    ],
    [
      "an escaped semicolon",
      '_smtp._tls TXT "v=TLSRPTv1\\; rua=mailto:tls@example.com"',
      "_smtp._tls",
      "zone",
    ],
    [
      "an octet in decimal",
      '_smtp._tls TXT "v=TLSRPTv1\\059 rua=mailto:tls@example.com"',
      "_smtp._tls",
      "zone",
    ],
    [
      "what host prints",
      `_smtp._tls.example.com descriptive text "${value}"`,
      "_smtp._tls.example.com",
      "listing",
    ],
    [
      "what nslookup prints",
      `_smtp._tls.example.com\ttext = "${value}"`,
      "_smtp._tls.example.com",
      "listing",
    ],
    ["a panel's columns", `TXT _smtp._tls ${value}`, "_smtp._tls", "listing"],
    ["name and value", `_smtp._tls ${value}`, "_smtp._tls", "listing"],
    [
      "what dig prints",
      `;; ANSWER SECTION:\n_smtp._tls.example.com. 300 IN TXT "${value}"\n\n;; Query time: 1 msec\n`,
      "_smtp._tls.example.com.",
      "zone",
    ],
  ])("%s", (_what, pasted, owner, form) => {
    expect(read(pasted)).toEqual([[owner, form, value]]);
  });
});

describe("several records", () => {
  test("an owner holds for the lines below it that begin with blanks", () => {
    const zone =
      '$ORIGIN example.com.\n@ IN MX 10 mx1\n  TXT "at the domain"\n_smtp._tls TXT "a"\n  TXT "b"\nwww A 192.0.2.1\n  TXT "c"';
    expect(read(zone).map(([owner, , text]) => [owner, text])).toEqual([
      ["@", "at the domain"],
      ["_smtp._tls", "a"],
      ["_smtp._tls", "b"],
      ["www", "c"],
    ]);
  });

  test("values below each other", () => {
    expect(read("v=TLSRPTv1; rua=mailto:a@example.com\nv=TLSRPTv1; rua=mailto:b@example.com")).toHaveLength(
      2,
    );
  });

  test("at most a hundred", () => {
    expect(read("v=1\n".repeat(1000))).toHaveLength(100);
  });
});

describe("mistakes of the writing", () => {
  test.each<[string, string, unknown[]]>([
    [
      "a zone line without quotes ends at the semicolon",
      `_smtp._tls 3600 IN TXT ${value}`,
      ["_smtp._tls", "zone", value, "txt-unquoted"],
    ],
    [
      "a value wrapped by an editor",
      "v=TLSRPTv1;\n  rua=mailto:tls@example.com",
      [null, "bare", "v=TLSRPTv1;rua=mailto:tls@example.com", "txt-wrapped"],
    ],
    [
      "a quote that is not closed",
      `_smtp._tls TXT "${value}\nwww A 192.0.2.1`,
      ["_smtp._tls", "zone", value, "txt-quote-unclosed"],
    ],
    ["a string of 256 octets", `"${"a".repeat(256)}"`, [null, "bare", "a".repeat(256), "txt-string-long"]],
    ["nothing that is known", "hello world", [null, "bare", "hello world"]],
    ["typographic quotes are part of the value", "“v=TLSRPTv1”", [null, "bare", "“v=TLSRPTv1”"]],
  ])("%s", (_what, pasted, expected) => {
    expect(read(pasted)).toEqual([expected]);
  });

  test("blank text holds nothing", () => {
    expect(read(" \r\n\t")).toEqual([]);
  });
});

describe("places", () => {
  test.each<[string, string, string]>([
    ["in a bare value", `  ${value}`, "mailto"],
    ["past a second string", '_smtp._tls TXT "v=TLSRPTv1; " "rua=mailto:tls@example.com"', "mailto"],
    ["past an escape", '_smtp._tls TXT "v=TLSRPTv1\\; rua=mailto:tls@example.com"', "mailto"],
    ["on a second line", '_smtp._tls TXT (\n "v=TLSRPTv1; "\n "rua=mailto:tls@example.com" )', "mailto"],
  ])("%s", (_what, pasted, wanted) => {
    const [record] = readTxtSnippet(pasted);
    if (record === undefined) throw new Error("no record");
    const start = record.text.indexOf(wanted);
    const place = placeInSnippet(record, { start, end: start + wanted.length });
    expect(pasted.slice(place.start, place.end)).toBe(wanted);
  });

  test("a place behind the last character is the end", () => {
    const [record] = readTxtSnippet('"v=TLSRPTv1"');
    expect(record && placeInSnippet(record, { start: 10, end: 10 })).toEqual({ start: 11, end: 11 });
  });
});

describe("whatever is pasted", () => {
  const anything = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc
      .array(
        fc.constantFrom("v=", "TXT", '"', "(", ")", ";", "\\", "\n", " ", "a", "_smtp._tls", "IN", "\\059"),
      )
      .map((parts) => parts.join("")),
  );

  test("it never throws, and every character has its place", () => {
    fc.assert(
      fc.property(anything, (pasted) => {
        for (const { text, starts, ends } of readTxtSnippet(pasted)) {
          expect([starts.length, ends.length]).toEqual([text.length, text.length]);
          expect(starts.every((start, index) => start < (ends[index] ?? 0))).toBe(true);
          expect((ends.at(-1) ?? 0) <= pasted.length).toBe(true);
        }
      }),
    );
  });

  test("a line that we wrote is read back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 600 }), (text) => {
        expect(read(txtZoneLine("_smtp._tls.example.com", text))).toEqual([
          ["_smtp._tls.example.com.", "zone", text],
        ]);
      }),
    );
  });
});
