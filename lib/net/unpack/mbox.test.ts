import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MboxCaps, type MboxEnd, type MboxMessage, readMbox } from "./mbox.ts";

const from = "From a@sender.example Thu Jan  1 00:00:00 2026\n";
const roomy: MboxCaps = { mailBytes: 10_000, mboxMessages: 100 };

async function read(text: string | Uint8Array[], caps = roomy): Promise<(MboxMessage | MboxEnd)[]> {
  const chunks = typeof text === "string" ? [Buffer.from(text)] : text;
  const messages: (MboxMessage | MboxEnd)[] = [];
  for await (const message of readMbox(chunks, caps)) messages.push(message);
  return messages;
}

function texts(messages: (MboxMessage | MboxEnd)[]): string[] {
  return messages.map((one) => (one.kind === "message" ? one.bytes.toString() : one.kind));
}

describe("where messages begin and end", () => {
  test.each([
    { name: "one", text: `${from}A: b\n\nhi\n`, expected: ["A: b\n\nhi\n"] },
    { name: "two", text: `${from}a\n\n${from}b\n\n`, expected: ["a\n", "b\n"] },
    { name: "with CRLF", text: `${from}a\r\n\r\n${from}b\r\n`, expected: ["a\r\n", "b\r\n"] },
    { name: "the last without a line end", text: `${from}a`, expected: ["a"] },
    {
      name: "only the empty line that the mailbox added is taken",
      text: `${from}a\n\n\n${from}b\n`,
      expected: ["a\n\n", "b\n"],
    },
    {
      name: "as Thunderbird writes it",
      text: "From - Thu Jan 01 00:00:00 2026\na\n\nFrom - Thu Jan 01 00:00:00 2026\nb\n",
      expected: ["a\n", "b\n"],
    },
    {
      name: "as Google Takeout writes it",
      text: "From 17@xxx Thu Jan 01 00:00:00 +0000 2026\na\n\nFrom 18@xxx Thu Jan 01 00:00:00 +0000 2026\nb\n",
      expected: ["a\n", "b\n"],
    },
    {
      name: "no empty line in front, but a whole date",
      text: `${from}a\n${from}b\n`,
      expected: ["a\n", "b\n"],
    },
    {
      name: "a sentence that begins with From",
      text: `${from}a\n\nFrom here on, nothing.\n`,
      expected: ["a\n\nFrom here on, nothing.\n"],
    },
    {
      name: "a sentence with a time, inside a paragraph",
      text: `${from}a\nFrom noon at 12:00\n`,
      expected: ["a\nFrom noon at 12:00\n"],
    },
    {
      name: "a line that is far too long",
      text: `${from}a\n\nFrom ${"x".repeat(2_000)} 00:00\n`,
      expected: [`a\n\nFrom ${"x".repeat(2_000)} 00:00\n`],
    },
    { name: "octets before the first", text: `A: b\n\n${from}b\n`, expected: ["A: b\n", "b\n"] },
    { name: "empty messages", text: `${from}${from}\n${from}b\n\n${from}`, expected: ["b\n"] },
    { name: "nothing", text: "", expected: [] },
    {
      name: "quoted lines",
      text: `${from}>From a\n>>From b\n>from c\nx>From d\n> From e\n`,
      expected: ["From a\n>From b\n>from c\nx>From d\n> From e\n"],
    },
    {
      name: "quoted lines in a row, and at the very end",
      text: `${from}>From >From\n>From `,
      expected: ["From >From\nFrom "],
    },
  ])("$name", async ({ text, expected }) => {
    expect(texts(await read(text))).toEqual(expected);
  });

  test("the same, however the octets come in pieces", async () => {
    const lines = fc.constantFrom(
      from,
      "\n",
      "\r\n",
      "a\n",
      ">From x\n",
      "From here\n",
      "From a 00:00\n",
      "x",
    );
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 20 }), cuts, async (parts, lengths) => {
        const whole = Buffer.from(parts.join(""));
        const chunks: Buffer[] = [];
        let rest = whole;
        for (const length of lengths) {
          chunks.push(rest.subarray(0, length));
          rest = rest.subarray(length);
        }
        chunks.push(rest);
        expect(await read(chunks)).toEqual(await read(whole.toString()));
      }),
    );
  });

  test("a small message does not hold the chunk that it stood in", async () => {
    const [message] = await read([Buffer.from(`${from}a\n\n${from}${"b".repeat(1_000_000)}`)], roomy);
    expect(message?.kind === "message" && message.bytes.buffer.byteLength).toBeLessThan(200_000);
  });
});

describe("caps", () => {
  test("of a large message the beginning is kept, with the size of the whole; the next is read", async () => {
    const mailbox = `${from}${"x".repeat(50)}\n\n${from}b\n`;
    expect(await read(mailbox, { ...roomy, mailBytes: 20 })).toEqual([
      { kind: "message", number: 1, bytes: Buffer.from("x".repeat(20)), octets: 52 },
      { kind: "message", number: 2, bytes: Buffer.from("b\n"), octets: 2 },
    ]);
  });

  test("after the last message that may be read, reading ends, and its source is closed", async () => {
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.from(`${from}a\n\n`);
      } finally {
        closed = true;
      }
    }
    const kinds: string[] = [];
    for await (const { kind } of readMbox(endless(), { ...roomy, mboxMessages: 2 })) kinds.push(kind);
    expect(kinds).toEqual(["message", "message", "too-many-messages"]);
    expect(closed).toBe(true);
  });

  test("a source that fails makes reading fail", async () => {
    async function* failing() {
      yield Buffer.from(`${from}a\n`);
      throw new Error("the connection broke");
    }
    const reading = async () => {
      for await (const message of readMbox(failing(), roomy)) expect(message).toBeDefined();
    };
    await expect(reading()).rejects.toThrow("the connection broke");
  });
});
