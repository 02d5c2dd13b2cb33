import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { buildMail, buildMbox, buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { type Imported, importReports } from "./import-reports.ts";

let db: Db;
let drop: () => Promise<void>;
let organization: string;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.test"));
  await makeDomain(db, organization, "imported.test");
});
afterAll(() => drop());

function reportMail(id: string): Buffer {
  const report = {
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": [], "policy-domain": "imported.test" },
        summary: { "total-successful-session-count": 5, "total-failure-session-count": 0 },
      },
    ],
  };
  const content = gzipSync(JSON.stringify(report));
  return buildReportMail([{ type: "application/tlsrpt+gzip", name: `${id}.json.gz`, content }]);
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Outcomes of one file, as the operator imports it. */
async function imported(octets: number, open: () => AsyncIterable<Uint8Array>): Promise<string[]> {
  const told: Imported[] = [];
  const context = testContext(db, { kind: "system" });
  const input = { organization, by: "operator" };
  await importReports(context, input, inTurn([{ name: "given", octets, open }]), (one) => told.push(one));
  return told.flatMap((one) => (one.kind === "report" ? one.receipts.map(({ kind }) => kind) : [one.kind]));
}

async function* inTurn<T>(all: T[]): AsyncGenerator<T> {
  yield* all;
}

test.each([
  ["of no size, as a pipe is", 0, 10_000],
  ["that has grown since its size was asked for", 500, 65_537],
  ["of its own size", 40_000_000, 65_536],
])("a mailbox %s is read to its end", async (name, octets, chunk) => {
  // More than a file that is no mailbox may hold.
  const lunch = buildMail([{ type: "text/plain", content: "At noon? ".repeat(1_000_000) }]);
  const mbox = buildMbox([reportMail(`first ${name}`), ...Array(6).fill(lunch), reportMail(`last ${name}`)]);
  const told = await imported(octets, () => inChunks(mbox, chunk));
  expect(told).toEqual(["stored", ...Array(6).fill("skipped"), "stored"]);
});

test("a small file in pieces is one file", async () => {
  const mail = reportMail("in pieces");
  expect(await imported(mail.length, () => inChunks(mail, 7))).toEqual(["stored"]);
});

test("a small file that breaks off is told, and nothing of it is taken", async () => {
  async function* broken() {
    yield reportMail("broken").subarray(0, 100);
    throw new Error("EIO");
  }
  expect(await imported(100, broken)).toEqual(["unread"]);
});
