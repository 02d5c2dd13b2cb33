import { gzipSync } from "node:zlib";
import { BlobReader, TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { caps } from "./caps.ts";
import { openFile } from "./open-file.ts";
import type { Budget, Opened } from "./opened.ts";

const json = `{"report-id":"one"}`;
const gz = gzipSync(json);
const budget = (): Budget => ({ pieces: 100, inflatedOctets: 100_000_000 });

async function open(content: string | Uint8Array, left = budget()): Promise<Opened[]> {
  return openFile(new File([new Uint8Array(Buffer.from(content))], "file"), left);
}

/** Where each thing was found, with its text or the reason why there is none. */
function told(opened: Opened[]): string[] {
  return opened.map((one) => `${one.path.join(" > ")}: ${one.ok ? one.json : one.fault}`);
}

async function zip(entries: Record<string, string | Uint8Array>, options = {}): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [name, content] of Object.entries(entries)) {
    const bytes = new Uint8Array(Buffer.from(content));
    await writer.add(
      name,
      typeof content === "string" ? new TextReader(content) : new BlobReader(new Blob([bytes])),
    );
  }
  return writer.close();
}

function mail(parts: { type: string; name?: string; content: string | Uint8Array }[]): string {
  const body = parts.map(({ type, name, content }) => {
    const disposition = name === undefined ? "" : `Content-Disposition: attachment; filename="${name}"\r\n`;
    const text = Buffer.from(content).toString("base64");
    return `--b\r\nContent-Type: ${type}\r\n${disposition}Content-Transfer-Encoding: base64\r\n\r\n${text}\r\n`;
  });
  const head =
    'From: a@sender.example\r\nContent-Type: multipart/report; report-type="tlsrpt"; boundary=b\r\n';
  return `${head}\r\n${body.join("")}--b--\r\n`;
}

describe("reports are found", () => {
  test.each<[string, () => Promise<string | Uint8Array> | string | Uint8Array, string[]]>([
    ["plain", () => json, [`file: ${json}`]],
    ["with a byte order mark, which the parser notes", () => `\uFEFF${json}`, [`file: \uFEFF${json}`]],
    ["after blanks", () => `\r\n ${json}`, [`file: \r\n ${json}`]],
    ["in gzip", () => gz, [`file: ${json}`]],
    [
      "in gzip of several members",
      () => Buffer.concat([gzipSync(json.slice(0, 5)), gzipSync(json.slice(5, 9)), gzipSync(json.slice(9))]),
      [`file: ${json}`],
    ],
    [
      "in a zip, plain and in gzip, without what macOS adds",
      () => zip({ "a.json": json, "sub/b.json.gz": gz, "__MACOSX/._a.json": "x", ".DS_Store": "x" }),
      [`file > a.json: ${json}`, `file > sub/b.json.gz: ${json}`],
    ],
    [
      "in a mail, whatever the part is labelled as, without the words around it",
      () =>
        mail([
          { type: "text/plain", content: "This is a TLS report." },
          { type: "application/octet-stream", name: "report.json.gz", content: gz },
        ]),
      [`file > report.json.gz: ${json}`],
    ],
    [
      "in a mail that was forwarded as a whole",
      () =>
        mail([
          {
            type: "message/rfc822",
            content: mail([{ type: "application/tlsrpt+gzip", name: "r.gz", content: gz }]),
          },
        ]),
      [`file > r.gz: ${json}`],
    ],
    [
      "in mails in a zip",
      async () =>
        zip({ "one.eml": mail([{ type: "application/tlsrpt+json", name: "r.json", content: json }]) }),
      [`file > one.eml > r.json: ${json}`],
    ],
    [
      "in a zip in a mail",
      async () => mail([{ type: "application/zip", name: "r.zip", content: await zip({ "r.json": json }) }]),
      [`file > r.zip > r.json: ${json}`],
    ],
    ["as the text of a mail", () => mail([{ type: "text/plain", content: json }]), [`file: ${json}\n`]],
  ])("%s", async (_why, content, expected) => {
    expect(told(await open(await content())).map((line) => line.replace(/\n$/, ""))).toEqual(
      expected.map((line) => line.replace(/\n$/, "")),
    );
  });
});

describe("what is none is refused with its reason", () => {
  test.each<[string, () => Promise<string | Uint8Array> | string | Uint8Array, string]>([
    ["nothing", () => "", "empty"],
    ["blanks", () => " \r\n", "empty"],
    ["a text", () => "Hello, world", "unknown-format"],
    ["an image", () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]), "unknown-format"],
    ["a web page", () => "<!doctype html>", "unknown-format"],
    ["a DMARC report", () => '<?xml version="1.0"?>\n<feedback><report_metadata/>', "dmarc"],
    ["a DMARC report in gzip", () => gzipSync("<feedback>"), "dmarc"],
    ["a message of Outlook", () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), "outlook"],
    ["UTF-16", () => Buffer.from(json, "utf16le"), "not-utf8"],
    ["octets that are not UTF-8", () => new Uint8Array([0x7b, 0xff, 0x7d]), "not-utf8"],
    ["gzip cut short", () => gz.subarray(0, gz.length - 6), "damaged-gzip"],
    ["gzip with a wrong checksum", () => gz.with(gz.length - 5, 0), "damaged-gzip"],
    ["gzip in gzip", () => gzipSync(gz), "too-deep"],
    ["a gzip bomb by its size", () => gzipSync(new Uint8Array(caps.reportOctets + 1)), "too-large-inflated"],
    ["a gzip bomb by its ratio", () => gzipSync(new Uint8Array(3_000_000)), "too-large-inflated"],
    ["a zip cut short", async () => (await zip({ "r.json": json })).subarray(0, 40), "damaged-zip"],
    ["an empty zip", () => zip({}), "no-report-inside"],
    ["a mail without a report", () => mail([{ type: "text/plain", content: "Hello" }]), "no-report-inside"],
  ])("%s", async (_why, content, fault) => {
    expect(await open(await content())).toMatchObject([{ ok: false, fault }]);
  });

  test("with the place inside an archive", async () => {
    const entries = { "good.json": json, "bomb.json": new Uint8Array(3_000_000), "note.txt": "Hello, world" };
    expect(told(await open(await zip(entries)))).toEqual([
      "file > bomb.json: too-large-inflated",
      `file > good.json: ${json}`,
      "file > note.txt: unknown-format",
    ]);
  });

  test("an archive that wants a password", async () => {
    expect(told(await open(await zip({ "r.json": json }, { password: "x" })))).toEqual([
      "file > r.json: encrypted",
    ]);
  });

  test("the third container inside each other", async () => {
    const inner = await zip({ "r.json": json });
    const outer = await zip({ "b.zip": await zip({ "a.zip": inner }) });
    expect(told(await open(outer))).toEqual(["file > b.zip > a.zip: too-deep"]);
  });

  test("a file beyond the cap, unread", async () => {
    const file = new File([], "huge.json");
    Object.defineProperty(file, "size", { value: caps.fileOctets + 1 });
    expect(await openFile(file, budget())).toEqual([
      {
        path: ["huge.json"],
        octets: caps.fileOctets + 1,
        ok: false,
        fault: "too-large",
        limit: caps.fileOctets,
      },
    ]);
  });

  test("a file that cannot be read, such as a folder", async () => {
    const file = new File([], "folder");
    Object.defineProperty(file, "arrayBuffer", { value: () => Promise.reject(new Error("not readable")) });
    expect(told(await openFile(file, budget()))).toEqual(["folder: unreadable"]);
  });

  test("what comes after the budget of a visit", async () => {
    const entries = { "a.json": json, "b.json": json, "c.json": json };
    expect(told(await open(await zip(entries), { ...budget(), pieces: 2 }))).toEqual([
      `file > a.json: ${json}`,
      "file > b.json: too-many",
      "file > c.json: too-many",
    ]);
  });
});

test("what would inflate beyond the budget of a visit is not begun", async () => {
  const spent = { pieces: 100, inflatedOctets: 1_000 };
  expect(told(await open(gz, spent))).toEqual(["file: too-many"]);
  expect(told(await open(await zip({ "a.json": json }), spent))).toEqual(["file > a.json: too-many"]);
});

test("an archive whose entries claim to be small is stopped while inflating", async () => {
  const bytes = await zip({ "r.json": new Uint8Array(4_000_000) });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  expect(told(await open(bytes))).toEqual([expect.stringMatching(/too-large-inflated|damaged-zip/)]);
});
