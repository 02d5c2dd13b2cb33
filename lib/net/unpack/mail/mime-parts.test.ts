import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { defaultBundleCaps } from "../caps.ts";
import { createPace } from "../pace.ts";
import { buildMail } from "../testing/mail.ts";
import { firstOf, type HeaderFields, readHeaderBlock } from "./header.ts";
import { type MimePart, mimeParts } from "./mime-parts.ts";

async function partsOf(mail: Uint8Array): Promise<MimePart[]> {
  const head = readHeaderBlock(mail, 100_000);
  if (!head.ok) throw new Error("the header does not end");
  const budget = { caps: defaultBundleCaps, pace: createPace(), partsLeft: 100, headerLeft: 100_000 };
  const parts: MimePart[] = [];
  for await (const part of mimeParts(head.fields, mail.subarray(head.bodyStart), budget)) {
    if (part.ok) parts.push(part);
  }
  return parts;
}

function namesOf({ text, places }: HeaderFields): string[] {
  const starts = places.filter((_, index) => index % 4 === 0);
  return starts.map((start, index) => text.slice(start, places[index * 4 + 1]).toLowerCase());
}

async function told(text: string): Promise<string[]> {
  const parts = await partsOf(Buffer.from(text));
  return parts.map(({ section, mediaType, content }) => `${section} ${mediaType} ${Buffer.from(content)}`);
}

const multipart = "Content-Type: multipart/mixed; boundary=b\n\n";

describe("parts", () => {
  test.each<{ name: string; text: string; expected: string[] }>([
    { name: "a mail without parts", text: "A: b\n\nhi\n", expected: ["1 text/plain hi\n"] },
    {
      name: "what stands before and after is left out",
      text: `${multipart}no\n--b\n\nhi\n--b--\nno\n--b\n\nno`,
      expected: ["1 text/plain hi"],
    },
    {
      name: "the first at the very start",
      text: `${multipart}--b\n\nhi\n--b--`,
      expected: ["1 text/plain hi"],
    },
    {
      name: "blanks after a delimiter",
      text: `${multipart}--b \t\n\nhi\n--b-- \n`,
      expected: ["1 text/plain hi"],
    },
    {
      name: "lines that only begin like one",
      text: `${multipart}--b\n\n--bb\n --b\nx--b\n--b--`,
      expected: ["1 text/plain --bb\n --b\nx--b"],
    },
    { name: "no closing delimiter", text: `${multipart}--b\n\nhi`, expected: ["1 text/plain hi"] },
    {
      name: "an empty part",
      text: `${multipart}--b\n--b\n\n\n--b--`,
      expected: ["1 text/plain ", "2 text/plain "],
    },
    {
      name: "the empty line of the body is not the delimiter's",
      text: `${multipart}--b\r\n\r\nhi\r\n\r\n--b--`,
      expected: ["1 text/plain hi\r\n"],
    },
    {
      name: "the outer boundary ends what is inside",
      text: `${multipart}--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nhi\n--b\n\nho\n--c--\n--b--`,
      expected: ["1.1 text/plain hi", "2 text/plain ho\n--c--"],
    },
    {
      name: "a digest holds mails",
      text: "Content-Type: multipart/digest; boundary=b\n\n--b\n\nA: b\n\nhi\n--b--",
      expected: ["1 message/rfc822 A: b\n\nhi"],
    },
    {
      name: "a folded type",
      text: 'Content-Type: multipart/report;\r\n\treport-type=tlsrpt;\r\n boundary="b"\r\n\r\n--b\r\n\r\nhi\r\n--b--',
      expected: ["1 text/plain hi"],
    },
    {
      name: "of two types, the first",
      text: `${multipart.trimEnd()}\nContent-Type: text/plain\n\n--b\n\nhi\n--b--`,
      expected: ["1 text/plain hi"],
    },
  ])("$name", async ({ text, expected }) => {
    expect(await told(text)).toEqual(expected);
  });

  test.each([
    { field: 'Content-Disposition: attachment; filename="a.json"', fileName: "a.json" },
    { field: "Content-Type: a/b; name=a.json", fileName: "a.json" },
    {
      field: 'Content-Type: a/b; name="no.json"\nContent-Disposition: attachment; filename="a.json"',
      fileName: "a.json",
    },
    { field: 'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A9.json?="', fileName: "é.json" },
    { field: "Content-Disposition: attachment; filename*=utf-8''%C3%A9.json", fileName: "é.json" },
    { field: "Content-Disposition: attachment", fileName: null },
  ])("$field → $fileName", async ({ field, fileName }) => {
    expect((await partsOf(Buffer.from(`${field}\n\nx`)))[0]?.fileName).toBe(fileName);
  });
});

test("attachments are those that another parser finds", async () => {
  const attachment = fc.record({
    type: fc.constant("application/octet-stream"),
    name: fc.stringMatching(/^[a-z][a-z!.é ]{0,20}[a-z]$/),
    content: fc.uint8Array({ minLength: 1, maxLength: 200 }),
    encoding: fc.constant("base64" as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(attachment, { minLength: 1, maxLength: 5 }), async (attachments) => {
      const mail = buildMail(attachments);
      const theirs = (await PostalMime.parse(mail)).attachments;
      const ours = await partsOf(mail);
      expect(ours.map(({ fileName }) => fileName)).toEqual(theirs.map(({ filename }) => filename));
      expect(ours.map(({ content }) => Buffer.from(content).toString("hex"))).toEqual(
        theirs.map(({ content }) => Buffer.from(content as ArrayBuffer).toString("hex")),
      );
    }),
  );
});

describe("the header", () => {
  test.each([
    { name: "ends at the first empty line", text: "A: 1\nB: 2\n\nC: 3", names: ["a", "b"], bodyStart: 11 },
    { name: "with CRLF", text: "A: 1\r\nB: 2\r\n\r\nC: 3", names: ["a", "b"], bodyStart: 14 },
    { name: "a line end of each kind", text: "A: 1\r\n\nC: 3", names: ["a"], bodyStart: 7 },
    { name: "without a body", text: "A: 1", names: ["a"], bodyStart: 4 },
    { name: "without fields", text: "\r\nhi", names: [], bodyStart: 2 },
    {
      name: "with lines that are no field",
      text: ">From x\n y\nA : 1\n: 2\nB C: 3\n\n",
      names: ["a"],
      bodyStart: 29,
    },
  ])("$name", ({ text, names, bodyStart }) => {
    const head = readHeaderBlock(Buffer.from(text), 1_000);
    expect(head).toMatchObject({ ok: true, bodyStart });
    expect(head.ok && namesOf(head.fields)).toEqual(names);
  });

  test("is read as Latin-1 when it is not UTF-8", () => {
    const head = readHeaderBlock(Buffer.from("A: é", "latin1"), 100);
    expect(head.ok && firstOf(head.fields, "a")).toBe("é");
  });

  test.each([
    { name: "longer than the cap", text: `A: ${"x".repeat(100)}`, ok: false },
    { name: "as long as the cap", text: `A: ${"x".repeat(47)}`, ok: true },
    { name: "shorter than the cap, before a long body", text: `A: 1\n\n${"x".repeat(100)}`, ok: true },
  ])("$name", ({ text, ok }) => {
    expect(readHeaderBlock(Buffer.from(text), 50).ok).toBe(ok);
  });
});
