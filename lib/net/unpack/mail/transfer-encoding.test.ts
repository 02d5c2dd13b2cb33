import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPace } from "../pace.ts";
import { decodeBody } from "./transfer-encoding.ts";

async function decode(text: string | Uint8Array, encoding: string): Promise<string> {
  return Buffer.from(await decodeBody(Buffer.from(text), encoding, createPace())).toString("latin1");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function octetsOf(run: string): string {
  const known = [...run].filter((char) => letters.includes(char));
  const bits = known.map((char) => letters.indexOf(char).toString(2).padStart(6, "0")).join("");
  return (bits.match(/.{8}/g) ?? []).map((octet) => String.fromCharCode(Number.parseInt(octet, 2))).join("");
}

describe("base64", () => {
  test.each([
    { text: "aGk=", expected: "hi" },
    { text: "aGk", expected: "hi" },
    { text: "a\r\nG k\t=\r\n", expected: "hi" },
    { text: "aGk=\r\naGk=\r\n", expected: "hihi" },
    { text: "a", expected: "" },
    { text: "!?*", expected: "" },
    { text: "a!G?k*", expected: "hi" },
    { text: "====", expected: "" },
    { text: ' {"a":1}', expected: ' {"a":1}' },
    { text: "[1]", expected: "[1]" },
    { text: Uint8Array.of(0x1f, 0x8b, 8, 0), expected: "\x1f\x8b\x08\0" },
  ])("$text", async ({ text, expected }) => {
    expect(await decode(text, "Base64")).toBe(expected);
  });

  test("six bits of each letter, anew after each padding, whatever stands between them", async () => {
    const char = fc.constantFrom(...letters, "=", "=", "-", "_", "!", "\r\n", " ", "\u00e9");
    await fc.assert(
      fc.asyncProperty(fc.array(char, { maxLength: 60 }), async (chars) => {
        // A letter in front, so that nothing looks like what was sent as it is.
        const text = `A${chars.join("")}`;
        expect(await decode(Buffer.from(text, "latin1"), "base64")).toBe(
          text.split("=").map(octetsOf).join(""),
        );
      }),
    );
  });

  test("what was encoded comes out, over every length of line", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 80 }),
        async (bytes, width) => {
          const lines = Buffer.from(bytes)
            .toString("base64")
            .replace(new RegExp(`.{${width}}`, "g"), "$&\r\n");
          expect(await decode(lines, "base64")).toBe(Buffer.from(bytes).toString("latin1"));
        },
      ),
    );
  });
});

describe("quoted-printable", () => {
  test.each([
    { text: "a=3Db=C3=a9", expected: "a=b\xc3\xa9" },
    { text: "soft=\r\n break=\n s=  \t\r\n!", expected: "soft break s!" },
    { text: "blanks \t \r\nat the end  ", expected: "blanks\r\nat the end" },
    { text: "a written blank=20\r\nb=20", expected: "a written blank \r\nb " },
    { text: "=", expected: "" },
    { text: "a=zz b=4", expected: "a=zz b=4" },
    { text: "== =3", expected: "== =3" },
  ])("$text", async ({ text, expected }) => {
    expect(await decode(text, "quoted-printable")).toBe(expected);
  });
});

test.each(["7bit", "8bit", "binary", "", "x-unknown"])("%s is taken as it is", async (encoding) => {
  expect(await decode("a=3D\r\n", encoding)).toBe("a=3D\r\n");
});

test("nothing grows, whatever the octets", async () => {
  const encodings = fc.constantFrom("base64", "quoted-printable", "8bit");
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), encodings, async (bytes, encoding) => {
      expect((await decodeBody(bytes, encoding, createPace())).length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
