import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeSigner, type SigningOptions, signMail } from "#lib/net/mail/testing/signed-mail.ts";
import { rcodes } from "#lib/net/testing/dns-server.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import { buildMail } from "#lib/net/unpack/testing/mail.ts";
import { receiveReport } from "#lib/services/reports/receive-report.ts";
import { makeDomain, makeUser } from "#lib/services/testing/test-world.ts";
import {
  mailDomain,
  now,
  openDoor,
  openWorld,
  reportMail,
  send,
  type WireReport,
  wireReport,
} from "./smtp/testing/mail-room.ts";

let db: Db;
let drop: () => Promise<void>;
let organization: string;
let domain: { domainId: string; token: string };
let name: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  name = `round${round}.example`;
  domain = await makeDomain(db, organization, name);
});

const reporter = makeSigner("reporter.example");
const other = makeSigner("other.example");
const zone: Zone = { ...reporter.zone, ...other.zone };
const recipient = () => `${domain.token}@${mailDomain}`;
const mail = (report: Partial<WireReport> = {}) => reportMail(wireReport({ domain: name, ...report }));

async function theReport() {
  const [report, ...more] = await db.prisma.report.findMany({ where: { domainId: domain.domainId } });
  if (!report || more.length > 0) throw new Error("There should be one report.");
  return report;
}

/** Roll-ups as `[trust, voucher, reports, successful, failed]`. */
async function counted() {
  const rows = await db.prisma.dailySessions.findMany({ where: { domainId: domain.domainId } });
  return rows.map((row) => [row.trust, row.voucher, row.reports, Number(row.successful), Number(row.failed)]);
}

test("a report of a mail server that signs is stored with who vouches for it, and what the mail said", async () => {
  const { context } = await openWorld(db, zone);
  const { port } = await openDoor(context);
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    dkim: { domainName: "reporter.example", keySelector: "s1", privateKey: reporter.key },
  });
  const { response } = await transport.sendMail({
    envelope: { from: "bounces@reporter.example", to: [recipient()] },
    from: "TLS reports <noreply@reporter.example>",
    to: recipient(),
    subject: `Report Domain: ${name} Submitter: reporter.example Report-ID: <1>`,
    date: now,
    messageId: "<1@reporter.example>",
    headers: { "TLS-Report-Domain": name, "TLS-Report-Submitter": "reporter.example" },
    text: "A TLS report.",
    attachments: [
      {
        filename: "report.json.gz",
        content: gzipSync(wireReport({ domain: name })),
        contentType: "application/tlsrpt+gzip",
      },
    ],
  });
  const report = await theReport();
  expect(response).toBe(`250 2.0.0 Stored as ${report.id}`);
  expect(report).toMatchObject({
    road: "smtp",
    trust: "dkim",
    trustReason: "signed-by-reporter:reporter.example",
    voucher: "reporter.example",
    peer: "127.0.0.1",
  });
  expect(report.mail).toEqual({
    from: "noreply@reporter.example",
    subject: `Report Domain: ${name} Submitter: reporter.example Report-ID: <1>`,
    messageId: "<1@reporter.example>",
    date: "Tue, 10 Mar 2026 12:00:00 +0000",
    tlsReportDomain: name,
    tlsReportSubmitter: "reporter.example",
    envelopeFrom: "bounces@reporter.example",
    forwarded: false,
    signatures: [
      { domain: "reporter.example", selector: "s1", result: "pass", reason: null, algorithm: "rsa-sha256" },
    ],
  } satisfies MailFacts);
  expect(await counted()).toEqual([["dkim", "reporter.example", 1, 90, 10]]);
});

const hour = 3_600_000;
const signed = (options: SigningOptions = {}) => signMail(mail(), reporter, options);

const states: [what: string, raw: () => Promise<Buffer> | Buffer, trust: string, reason: string][] = [
  ["of the reporter", signed, "dkim", "signed-by-reporter:reporter.example"],
  [
    "of the reporter beside another",
    async () => signMail(await signed(), other),
    "dkim",
    "signed-by-reporter:reporter.example",
  ],
  ["of somebody else", () => signMail(mail(), other), "unverified", "signed-by-another:other.example"],
  ["without one", mail, "unverified", "mail-without-signature"],
  [
    "over another body",
    async () =>
      Buffer.from((await signed()).toString("latin1").replace("A TLS report.", "A TLS Report."), "latin1"),
    "unverified",
    "signature-invalid:reporter.example",
  ],
  [
    "without a key",
    () => signMail(mail(), { ...reporter, selector: "gone" }),
    "unverified",
    "signature-invalid:reporter.example",
  ],
  [
    "with words added behind",
    async () => Buffer.concat([await signed({ bodyLength: 20 }), Buffer.from("more\r\n")]),
    "unverified",
    "signature-invalid:reporter.example",
  ],
  [
    "that has expired",
    () => signed({ signedAt: new Date(+now - 2 * hour), expires: new Date(+now - hour) }),
    "unverified",
    "signature-invalid:reporter.example",
  ],
  [
    "of a reporter everybody knows, by another",
    () => signMail(mail({ reporter: "Google Inc.", contact: "me@reporter.example" }), reporter),
    "unverified",
    "signed-by-another:reporter.example",
  ],
  [
    "of a mail that was attached to another",
    async () =>
      buildMail([{ type: "message/rfc822", content: await signed(), encoding: "8bit" }], {
        boundary: "outer",
      }),
    "dkim",
    "signed-by-reporter:reporter.example",
  ],
];

test.each(states)("a signature %s", async (_, raw, trust, reason) => {
  const { context } = await openWorld(db, zone);
  const { port } = await openDoor(context);
  expect(await send(port, recipient(), await raw())).toMatch(/^250/);
  expect(await theReport()).toMatchObject({ trust, trustReason: reason });
});

describe("while the key cannot be asked for", () => {
  test("the sender keeps the mail, and it is worth what it is once it comes again", async () => {
    const { context, dns } = await openWorld(db, zone);
    const { port } = await openDoor(context);
    dns.answer = () => ({ kind: "answer", rcode: rcodes.SERVFAIL });
    const raw = await signed();
    expect(await send(port, recipient(), raw)).toMatch(/^451 4\.7\.5/);
    expect(await counted()).toEqual([]);
    dns.answer = answerFrom(zone);
    expect(await send(port, recipient(), raw)).toMatch(/^250/);
    expect(await counted()).toEqual([["dkim", "reporter.example", 1, 90, 10]]);
  });

  test("a mail that has come for a day is taken as it is", async () => {
    const { context } = await openWorld(db, {});
    const { port } = await openDoor(() => ({
      ...context(),
      now: new Date(+now + 25 * hour),
      net: {
        ...context().net,
        verifySignatures: async () => [
          {
            domain: "reporter.example",
            selector: "s1",
            result: "temporary-error",
            reason: "dns-failure",
            algorithm: null,
          },
        ],
      },
    }));
    expect(await send(port, recipient(), await signed())).toMatch(/^250/);
    expect(await theReport()).toMatchObject({ trustReason: "signature-not-checked:reporter.example" });
  });
});

test("a report that anybody could have posted is counted once when its reporter mails it", async () => {
  const { context } = await openWorld(db, zone);
  const { port } = await openDoor(context);
  const bytes = gzipSync(wireReport({ domain: name }));
  await receiveReport(context(), { token: domain.token, bytes, peer: "203.0.113.7", userAgent: null });
  expect(await counted()).toEqual([["unverified", "", 1, 90, 10]]);
  expect(await send(port, recipient(), await signed())).toMatch(/^250/);
  expect(await counted()).toEqual([["dkim", "reporter.example", 1, 90, 10]]);
  expect(await send(port, recipient(), await signed())).toMatch(/^250/);
  expect(await counted()).toEqual([["dkim", "reporter.example", 1, 90, 10]]);
});

test("what is kept aside keeps its mail, so that a replay can vouch for it", async () => {
  const { context } = await openWorld(db, zone);
  const { port } = await openDoor(context);
  await send(port, recipient(), await signMail(mail({ domain: "elsewhere.example" }), reporter));
  const [row] = await db.prisma.quarantined.findMany({ where: { domainId: domain.domainId } });
  expect(row?.credentials).toMatchObject({
    kind: "mail",
    mail: { signatures: [{ domain: "reporter.example", result: "pass" }] },
  });
});

/** What the samples say, by their file: whom it is about, when it came, and the sessions. */
const samples: [file: string, about: string, received: string, successful: number, failed: number][] = [
  ["mail-auth/rpt01.eml", "company-y.example", "2016-04-02", 5326, 303],
  ["mail-auth/rpt02.eml", "example.com", "2020-01-08", 23, 1],
  ["parsedmarc/google.com_smtp_tls_report.eml", "cardinalhealth.ca", "2024-09-04", 48, 0],
  ["tlsrpt-digest/tlsrpt_failure.eml", "example.com", "2026-05-13", 4523, 2],
  ["tlsrpt-digest/tlsrpt_success_google_1.eml", "example.com", "2026-05-12", 1, 0],
  ["tlsrpt-digest/tlsrpt_success_google_2.eml", "example.com", "2026-05-13", 4, 0],
  ["tlsrpt-digest/tlsrpt_success_microsoft.eml", "example.com", "2026-05-14", 2, 0],
];
const folder = "../shared/samples";

/** Their senders' keys stand in no zone of ours, and those that were made anonymous fit no key any more. */
test("mails of real senders arrive with their numbers and what became of their signatures", async () => {
  const { context } = await openWorld(db, {});
  for (const [file, about, received, ...sessions] of samples.filter(([file]) =>
    existsSync(`${folder}/${file}`),
  )) {
    const { organization: own } = await makeUser(db, `${file.replace(/\W/g, "-")}@example.com`);
    domain = await makeDomain(db, own, about);
    const { port, stop } = await openDoor(() => ({ ...context(), now: new Date(`${received}T23:00:00Z`) }));
    expect(await send(port, recipient(), readFileSync(`${folder}/${file}`)), file).toMatch(
      /^250 2\.0\.0 Stored/,
    );
    await stop();
    const report = await theReport();
    expect([Number(report.successful), Number(report.failed)], file).toEqual(sessions);
    const { signatures } = report.mail as MailFacts;
    const reason = file.startsWith("mail-auth/") ? "mail-without-signature" : /^signature-invalid:/;
    expect(report.trustReason, file).toMatch(reason);
    for (const { result } of signatures) expect(["fail", "permanent-error"], file).toContain(result);
    await db.prisma.domain.delete({ where: { id: domain.domainId } });
  }
});
