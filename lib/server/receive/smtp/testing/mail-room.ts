import { gzipSync } from "node:zlib";
import { createTransport } from "nodemailer";
import { onTestFinished } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { verifySignatures } from "#lib/net/mail/verify-signatures.ts";
import { type Responder, startDnsServer } from "#lib/net/testing/dns-server.ts";
import { resolverOf } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import { buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { type SmtpDoorConfig, startSmtpDoor } from "#lib/server/receive/smtp-door.ts";
import type { Context } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing/test-world.ts";

export const mailDomain = "reports.example";

/** The time at which the tests' mails are sent and received. */
export const now = new Date("2026-03-10T12:00:00Z");

/** A world in which the keys of signers stand in a zone; `answer` may be put in place of its answers. */
export async function openWorld(
  db: Db,
  zone: Zone,
): Promise<{ context: () => Context; dns: { answer: Responder } }> {
  const dns = { answer: answerFrom(zone) };
  const server = await startDnsServer((question) => dns.answer(question));
  onTestFinished(server.close);
  const resolver = resolverOf([server], { timeoutMs: 300 });
  const plain = testContext(db, { kind: "anonymous" }, { now });
  const net = {
    ...plain.net,
    verifySignatures: (raw: Uint8Array, receivedAt = now) =>
      verifySignatures(raw, { resolver, receivedAt, withinMs: 1_000 }),
  };
  return { context: () => ({ ...plain, net }), dns };
}

/** A door on loopback, shut at the end of the test. */
export async function openDoor(
  context: () => Context,
  config: Partial<SmtpDoorConfig> = {},
): Promise<{ port: number; stop: () => Promise<void> }> {
  const door = await startSmtpDoor(context, {
    listen: [{ host: "127.0.0.1", port: 0 }],
    mailDomain,
    tls: null,
    ...config,
  });
  onTestFinished(door.stop);
  const [port = 0] = door.ports;
  return { port, stop: door.stop };
}

/** Delivers a mail as a sending server does, with STARTTLS where it is offered; the reply, also when it is a refusal. */
export async function send(
  port: number,
  recipients: string | string[],
  raw: Uint8Array,
  { from = "bounces@reporter.example" } = {},
): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port, tls: { rejectUnauthorized: false } });
  try {
    const sent = await transport.sendMail({ envelope: { from, to: recipients }, raw: Buffer.from(raw) });
    return sent.response;
  } catch (error) {
    if (!(error instanceof Error && "response" in error)) throw error;
    return String(error.response);
  } finally {
    transport.close();
  }
}

export type WireReport = {
  domain: string;
  id?: string;
  reporter?: string;
  contact?: string;
  successful?: number;
  failed?: number;
};

/** A report of the day before yesterday, as senders write it. */
export function wireReport({
  domain,
  id = "1",
  reporter = "Reporter",
  contact = "tls@reporter.example",
  successful = 90,
  failed = 10,
}: WireReport): string {
  return JSON.stringify({
    "organization-name": reporter,
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": contact,
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": domain },
        summary: { "total-successful-session-count": successful, "total-failure-session-count": failed },
        "failure-details": [],
      },
    ],
  });
}

/** A mail with a report in it (RFC 8460 §5.3), not signed yet. */
export function reportMail(report: string | Uint8Array, headers: string[] = []): Buffer {
  const content = typeof report === "string" ? gzipSync(report) : report;
  return buildReportMail(
    [
      { type: "text/plain", content: "A TLS report.", encoding: "8bit" },
      { type: "application/tlsrpt+gzip", name: "report.json.gz", content },
    ],
    ["Date: Tue, 10 Mar 2026 11:59:00 +0000", "Message-ID: <1@reporter.example>", ...headers],
  );
}
