import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replyCaps, replyText, takeReply } from "./reply.ts";

describe("what is a reply", () => {
  test.each([
    ["one line", "220 mx.a.test ESMTP\r\n", 220, ["mx.a.test ESMTP"], ""],
    ["several lines", "250-a\r\n250-b\r\n250 c\r\n", 250, ["a", "b", "c"], ""],
    ["text that begins with a number", "250-234 x\r\n250 y\r\n", 250, ["234 x", "y"], ""],
    ["no text, with its blank", "250 \r\n", 250, [""], ""],
    ["no text, without a blank", "250\r\n", 250, [""], ""],
    ["an empty line among others", "250-\r\n250 a\r\n", 250, ["", "a"], ""],
    ["a bare LF", "250-a\n250 b\n", 250, ["a", "b"], ""],
    ["a code that the RFC does not list", "299 a\r\n", 299, ["a"], ""],
    ["a CR within a line", "220 a\rb\r\n", 220, ["a\rb"], ""],
    ["the next reply behind it", "250 a\r\n221 b\r\n", 250, ["a"], "221 b\r\n"],
    ["octets outside ASCII", "554 \xe9\x00\r\n", 554, ["\xe9\x00"], ""],
  ])("%s", (_, received, code, lines, rest) => {
    expect(takeReply(received)).toEqual({ kind: "reply", reply: { code, lines }, rest });
  });
});

test.each([
  ["nothing", ""],
  ["a line without its end", "220 mx.a.test"],
  ["a last line to come", "250-a\r\n"],
  ["half a code", "22"],
])("%s: more has to come", (_, received) => {
  expect(takeReply(received)).toEqual({ kind: "incomplete" });
});

describe("what is none", () => {
  test.each([
    ["another protocol", "SSH-2.0-x\r\n", "not a line of a reply: SSH-2.0-x"],
    ["an empty line", "\r\n", "not a line of a reply: "],
    ["a first digit out of range", "150 a\r\n", "not a line of a reply: 150 a"],
    ["a code of two digits", "22 a\r\n", "not a line of a reply: 22 a"],
    ["a code of four digits", "2200 a\r\n", "not a line of a reply: 2200 a"],
    ["a blank before the code", " 220 a\r\n", "not a line of a reply:  220 a"],
    ["NUL before the code", "\x00220 a\r\n", "not a line of a reply: \\x00220 a"],
    ["two codes", "250-a\r\n220 b\r\n", "codes 250 and 220 in one reply"],
    ["a line without end", "220 ".padEnd(1_001, "x"), "a line of more than 1000 octets"],
    ["a long line", `${"220 ".padEnd(1_000, "x")}\r\n`, "a line of more than 1000 octets"],
    ["lines without end", "220-a\r\n".repeat(65), "a reply of more than 64 lines"],
    ["too much of it", `220-${"x".repeat(900)}\r\n`.repeat(10), "a reply of more than 8192 octets"],
  ])("%s", (_, received, detail) => {
    expect(takeReply(received)).toEqual({ kind: "malformed", detail });
  });
});

test("a line and a reply of exactly the size that is allowed", () => {
  expect(takeReply(`${"220 ".padEnd(998, "x")}\r\n`).kind).toBe("reply");
  expect(takeReply(`${"220-a\r\n".repeat(63)}220 b\r\n`).kind).toBe("reply");
});

test("it does not matter how the octets are cut into packets", () => {
  const octets = fc.string({ unit: fc.constantFrom("2", "5", "0", " ", "-", "\r", "\n", "a", "\x00") });
  fc.assert(
    fc.property(octets, (received) => {
      const whole = takeReply(received);
      for (let length = 0; length < received.length; length++) {
        const part = takeReply(received.slice(0, length));
        if (part.kind === "incomplete") continue;
        const rest = part.kind === "reply" ? { rest: part.rest + received.slice(length) } : {};
        expect(whole).toEqual({ ...part, ...rest });
        break;
      }
    }),
  );
});

test("no octets are kept beyond the caps", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: replyCaps.replyOctets + 1, maxLength: replyCaps.replyOctets + 50 }),
      (octets) => {
        expect(takeReply(octets.replaceAll("\n", "-"))).toMatchObject({ kind: "malformed" });
      },
    ),
    { numRuns: 20 },
  );
});

test.each([
  ["one line", 554, ["5.7.1 No"], "554 5.7.1 No"],
  ["several, in one", 554, ["No", " see", "", "https://a.test"], "554 No see https://a.test"],
  ["the code alone", 554, [""], "554"],
  ["control characters", 554, ["\x1b[31mNo\x07\x9b"], "554 \\x1b[31mNo\\x07\\x9b"],
] as [string, number, [string, ...string[]], string][])("shown: %s", (_, code, lines, shown) => {
  expect(replyText({ code, lines })).toBe(shown);
});

test("what is shown has an end", () => {
  const shown = replyText({ code: 554, lines: ["\x00".repeat(900)] });
  expect(shown).toHaveLength(500);
  expect(shown).toMatch(/…$/);
});
