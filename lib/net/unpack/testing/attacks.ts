import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { buildMail, buildMbox } from "./mail.ts";
import { reportMail } from "./samples.ts";
import { buildZip, type EntrySpec } from "./zip-file.ts";

/** Input made to cost far more than it weighs, and what must be said about it. */
export type Attack = { expected: string } & (
  | { kind: "whole"; bytes: () => Uint8Array }
  | { kind: "stream"; chunks: () => AsyncIterable<Uint8Array> }
);

const megabyte = 1_048_576;
const head = "From: a@sender.example\r\n";
const multipart = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n`;

function fill(text: string, octets: number): string {
  return text.repeat(Math.floor(octets / text.length));
}

function whole(expected: string, text: () => string | Uint8Array): Attack {
  return { kind: "whole", expected, bytes: () => Buffer.from(text()) };
}

function encoded(encoding: string, text: string): string {
  return `${multipart}Content-Transfer-Encoding: ${encoding}\r\n\r\n${fill(text, 12 * megabyte)}`;
}

function zerosEntry(octets: number): EntrySpec {
  const zeros = Buffer.alloc(octets);
  return { name: "0", size: octets, checksum: crc32(zeros), packed: deflateRawSync(zeros) };
}

/** One stretch of zeros that a thousand entries claim as theirs. */
function overlapping(): Uint8Array {
  const zeros = zerosEntry(8 * megabyte);
  return buildZip([
    zeros,
    ...Array.from({ length: 1_000 }, () => ({ ...zeros, packed: Buffer.alloc(0), at: 0 })),
  ]);
}

function deepMultiparts(): string {
  const levels = Array.from({ length: 5_000 }, (_, level) => level);
  const parts = levels.map(
    (level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return `${head}${parts.join("")}\r\n${fill("\n--b", 4 * megabyte)}`;
}

async function* mailbox(octets: number) {
  const some = buildMbox(Array.from({ length: 50 }, () => buildMail([{ content: "x".repeat(20_000) }])));
  for (let read = 0; read < octets; read += some.length) yield some;
  yield buildMbox([reportMail]);
}

async function* oneEndlessMail(octets: number) {
  yield Buffer.from(`From a 00:00\n${multipart}\r\n`);
  const some = Buffer.alloc(megabyte, "x\n");
  for (let read = 0; read < octets; read += some.length) yield some;
}

export const attacks: Readonly<Record<string, Attack>> = {
  "a gzip of zeros": whole("too-large-inflated", () => gzipSync(Buffer.alloc(100 * megabyte))),
  "a zip of zeros": whole("too-large-inflated", () => buildZip([zerosEntry(100 * megabyte)])),
  "a zip of many bombs": whole("too-large-total", () => {
    const bomb = zerosEntry(20 * megabyte);
    return buildZip(Array.from({ length: 500 }, () => bomb));
  }),
  "entries that overlap": whole("overlapping-entries", overlapping),
  "many tiny entries": whole("too-many-entries", () => {
    return buildZip(Array.from({ length: 65_000 }, () => ({ name: "", method: 0 })));
  }),
  "a chain of gzip members": whole("too-many-members", () => {
    const member = gzipSync("");
    return Buffer.concat(Array.from({ length: 100_000 }, () => member));
  }),
  "multiparts without end": whole("parts-too-deep", deepMultiparts),
  "parts without end": whole("too-many-parts", () => multipart + fill("\r\nx\r\n--b\r\n", 12 * megabyte)),
  "header fields without end": whole("headers-too-large", () => head + fill("a:\n", 12 * megabyte)),
  "a huge boundary": whole(
    "boundary-too-long",
    () => `${head}Content-Type: multipart/x; boundary=${fill("b", 100_000)}\n\n`,
  ),
  "delimiters that are none": whole("not-a-report", () => multipart + fill("\r\n--bb", 12 * megabyte)),
  "empty lines": whole("not-a-report", () => `${multipart}\r\n${fill("\n", 12 * megabyte)}`),
  "base64 of nonsense": whole("not-a-report", () => encoded("base64", "!?\n")),
  "base64 padded everywhere": whole("not-a-report", () => encoded("base64", "QQ==")),
  "quoted-printable codes": whole("not-a-report", () => encoded("quoted-printable", "=3D")),
  "parameters without end": whole("not-a-report", () => {
    return `${head}Content-Disposition: x${Array.from({ length: 6_000 }, (_, number) => `; name*${number}*=%41`).join("")}\n\nx`;
  }),
  "From lines alone": whole("headers-too-large", () => fill("From a 00:00\n", 6 * megabyte)),
  "mails without end": whole("too-many-messages", () => fill("From a 00:00\n\nx\n\n", 17 * megabyte)),
  "quoted From lines": whole("not-a-report", () => `From a 00:00\nA: b\n${fill("\n>From ", 12 * megabyte)}`),
  "a mailbox of 200 MB": { kind: "stream", expected: "document", chunks: () => mailbox(200 * megabyte) },
  "a mail of 200 MB": {
    kind: "stream",
    expected: "too-large-mail",
    chunks: () => oneEndlessMail(200 * megabyte),
  },
};
