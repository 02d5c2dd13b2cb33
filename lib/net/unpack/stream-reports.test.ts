import { describe, expect, test } from "vitest";
import { type BundleCaps, defaultStreamCaps } from "./caps.ts";
import type { Found } from "./found.ts";
import { streamReports } from "./stream-reports.ts";
import { buildMail, buildMbox } from "./testing/mail.ts";
import { gz, json, reportMail, words } from "./testing/samples.ts";
import { buildZip } from "./testing/zip-file.ts";

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

async function stream(bytes: Uint8Array, caps: Partial<BundleCaps> = {}, length = 7): Promise<string[]> {
  const told: string[] = [];
  for await (const found of streamReports(inPieces(bytes, length), { ...defaultStreamCaps, ...caps })) {
    told.push(`${found.path} ${outcome(found)}`.trim());
  }
  return told;
}

function outcome(found: Found): string {
  return found.kind === "document" ? found.json : found.reason;
}

const inMail = `part 2 › report.json.gz ${json}`;
const small = { inflatedBytesTotal: 60, pieces: 3 };

describe("what comes as a stream", () => {
  test.each<{ name: string; bytes: Uint8Array; caps?: Partial<BundleCaps>; expected: string[] }>([
    { name: "JSON", bytes: Buffer.from(json), expected: [json] },
    { name: "gzip", bytes: gz, expected: [json] },
    { name: "a mail", bytes: reportMail, expected: [inMail] },
    { name: "a zip", bytes: buildZip([{ name: "a.json", content: json }]), expected: [`a.json ${json}`] },
    { name: "nothing", bytes: Buffer.alloc(0), expected: ["empty"] },
    {
      name: "a mailbox, each mail with the caps of its own",
      bytes: buildMbox([reportMail, buildMail([words]), reportMail]),
      caps: small,
      expected: [`mail 1 › ${inMail}`, "mail 2 not-a-report", `mail 3 › ${inMail}`],
    },
    {
      name: "a mailbox larger than a file may be",
      bytes: buildMbox([reportMail, reportMail]),
      caps: { fileBytes: 100 },
      expected: [`mail 1 › ${inMail}`, `mail 2 › ${inMail}`],
    },
    {
      name: "a mailbox with too many mails",
      bytes: buildMbox([reportMail, reportMail]),
      caps: { mboxMessages: 1 },
      expected: [`mail 1 › ${inMail}`, "too-many-messages"],
    },
    { name: "a mailbox without mails", bytes: Buffer.from("From a 00:00\n"), expected: ["empty"] },
    {
      name: "any other file, larger than it may be",
      bytes: reportMail,
      caps: { fileBytes: 100 },
      expected: ["too-large-file"],
    },
    {
      name: "any other file, as large as it may be",
      bytes: gz,
      caps: { fileBytes: gz.length },
      expected: [json],
    },
  ])("$name", async ({ bytes, caps, expected }) => {
    expect(await stream(bytes, caps)).toEqual(expected);
    expect(await stream(bytes, caps, 100_000)).toEqual(expected);
  });

  test("is given as it is found, and its source is closed when the reader has enough", async () => {
    let read = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          read++;
          yield buildMbox([reportMail]);
        }
      } finally {
        closed = true;
      }
    }
    for await (const found of streamReports(endless())) {
      expect(found.path).toBe("mail 1 › part 2 › report.json.gz");
      break;
    }
    expect(read).toBeLessThan(5);
    expect(closed).toBe(true);
  });
});
