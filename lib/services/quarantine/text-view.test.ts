import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { textView } from "./text-view.ts";

const bytes = (text: string) => Buffer.from(text);

test("JSON is laid out, however it is packed", async () => {
  const laidOut = { form: "json", text: '{\n  "a": [\n    1\n  ]\n}', isCut: false };
  expect(await textView(bytes('{"a":[1]}'))).toEqual(laidOut);
  expect(await textView(gzipSync('{"a":[1]}'))).toEqual(laidOut);
});

test("JSON with a fault in it is shown as it stands", async () => {
  expect(await textView(bytes('{"a": [1,}'))).toEqual({ form: "json", text: '{"a": [1,}', isCut: false });
});

test("JSON nested deeper than anything is shown as it stands, up to the cap", async () => {
  const view = await textView(bytes("[".repeat(200_000) + "]".repeat(200_000)));
  expect(view).toMatchObject({ form: "json", isCut: true });
  expect(view.text).toBe("[".repeat(65_536));
});

test("text is shown as it stands, never as markup", async () => {
  expect(await textView(bytes("<b>Hé</b>\r\n"))).toEqual({
    form: "text",
    text: "<b>Hé</b>\r\n",
    isCut: false,
  });
});

test.each([
  ["an escape sequence", "a\u001b[31mb", "a‹U+001B›[31mb"],
  ["a turned line", "a\u202Eb", "a‹U+202E›b"],
  ["an invisible space", "a\u200Bb", "a‹U+200B›b"],
  ["a tab and line ends", "a\tb\r\nc", "a\tb\r\nc"],
])("%s is not hidden", async (_, given, shown) => {
  expect((await textView(bytes(given))).text).toBe(shown);
});

test("binary is dumped, and cut", async () => {
  const view = await textView(Buffer.concat([bytes("PK\x03\x04"), Buffer.alloc(10_000)]));
  expect(view).toMatchObject({ form: "hex", isCut: true });
  expect(view.text.split("\n")[0]).toBe(
    "000000  50 4b 03 04 00 00 00 00 00 00 00 00 00 00 00 00  PK..............",
  );
  expect(view.text.split("\n")).toHaveLength(256);
});

test("a last line that is not whole keeps its columns", async () => {
  expect((await textView(Uint8Array.of(0, 0xff, 0x41))).text).toBe(`000000  00 ff 41${" ".repeat(39)}  ..A`);
});
