import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { BlobReader, TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildMail, buildMbox } from "./testing/mail.ts";
import { forwarding, gz, json, reportMail, words } from "./testing/samples.ts";
import { buildZip } from "./testing/zip-file.ts";
import { unpackReports } from "./unpack-reports.ts";

describe("whatever the octets", () => {
  const anything = fc.uint8Array({ maxLength: 400 });
  const seeds = [
    reportMail,
    forwarding,
    buildMbox([reportMail, reportMail]),
    buildZip([{ name: "a", content: json }]),
    gz,
  ];
  const damaged = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
    )
    .map(([seed, changes]) => {
      const bytes = Buffer.from(seed);
      for (const [at, octet] of changes) bytes[at % bytes.length] = octet;
      return bytes;
    });
  const cut = fc
    .tuple(fc.constantFrom(...seeds), fc.nat())
    .map(([seed, at]) => seed.subarray(0, at % seed.length));
  const mailLike = fc
    .array(
      fc.constantFrom(
        "From: a\n",
        "Content-Type: multipart/x; boundary=b\n",
        "\n",
        "--b\n",
        "--b--\n",
        "=",
        "\r\n",
        "From a 00:00\n",
        "QQ==\n",
        "Content-Transfer-Encoding: base64\n",
        "{}",
      ),
      { maxLength: 40 },
    )
    .map((lines) => Buffer.from(lines.join("")));

  test("there is an outcome, never an exception", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, damaged, cut, mailLike), async (bytes) => {
        const bundle = await unpackReports(bytes);
        const { documents, refusals, skipped } = bundle;
        expect(documents.length + refusals.length + skipped.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  const reports = fc.array(
    fc.json().map((text) => `{"policies":[],"é":${text}}`),
    { minLength: 1, maxLength: 5 },
  );

  test("what another program packed as zip comes out whole", async () => {
    const options = fc.record({
      level: fc.constantFrom(0, 1, 9),
      zip64: fc.boolean(),
      dataDescriptor: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(reports, options, fc.boolean(), async (texts, how, asGzip) => {
        const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...how });
        for (const [index, text] of texts.entries()) {
          const packed = new Blob([new Uint8Array(gzipSync(text))]);
          await writer.add(`é${index}.json`, asGzip ? new BlobReader(packed) : new TextReader(text));
        }
        const { documents, refusals } = await unpackReports(await writer.close());
        expect(refusals).toEqual([]);
        expect(documents.map(({ json: found }) => found)).toEqual(texts);
        expect(documents.map(({ fileName }) => fileName)).toEqual(texts.map((_, index) => `é${index}.json`));
      }),
      { numRuns: 40 },
    );
  });

  test("what was sent by mail and kept in a mailbox comes out whole", async () => {
    const encoding = fc.constantFrom("base64" as const, "8bit" as const);
    await fc.assert(
      fc.asyncProperty(reports, encoding, fc.constantFrom("\r\n", "\n"), async (texts, how, newline) => {
        const mails = texts.map((text) =>
          buildMail([words, { content: text, encoding: how, name: "r" }], { newline }),
        );
        const { documents, refusals } = await unpackReports(buildMbox(mails));
        expect(refusals).toEqual([]);
        expect(documents.map(({ json: found }) => found)).toEqual(texts);
      }),
    );
  });
});

describe("mails of real senders", () => {
  const samples = path.resolve(import.meta.dirname, "../../../../shared/samples");
  const mails = existsSync(samples)
    ? readdirSync(samples, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".eml"))
        .map((name) => ({ name, bytes: readFileSync(path.join(samples, name)) }))
    : [{ name: "our own", bytes: reportMail }];

  test.each(mails)("$name holds one report", async ({ bytes }) => {
    const { documents, refusals, skipped } = await unpackReports(bytes);
    expect({ refusals, skipped }).toEqual({ refusals: [], skipped: [] });
    expect(documents).toHaveLength(1);
    expect(documents[0]?.mail?.announced).toBe(true);
    expect(JSON.parse(documents[0]?.json ?? "")).toHaveProperty("policies");
  });

  test("all of them in one mailbox", async () => {
    const { documents } = await unpackReports(buildMbox(mails.map(({ bytes }) => bytes)));
    expect(documents).toHaveLength(mails.length);
  });
});
