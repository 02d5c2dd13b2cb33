import { X509Certificate } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { selfSigned } from "./smtp/self-signed.ts";
import { mailDomain, now, openDoor, reportMail, send, wireReport } from "./smtp/testing/mail-room.ts";
import { type RawClient, rawClient } from "./smtp/testing/raw-client.ts";

let db: Db;
let url: string;
let drop: () => Promise<void>;
let organization: string;
let domain: { domainId: string; token: string };
let name: string;
let round = 0;

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  name = `round${round}.example`;
  domain = await makeDomain(db, organization, name);
});

const plain = () => testContext(db, { kind: "anonymous" }, { now });
const recipient = () => `${domain.token}@${mailDomain}`;
const stored = () => db.prisma.report.count({ where: { domainId: domain.domainId } });
const aside = () => db.prisma.quarantined.findMany({ where: { domainId: domain.domainId } });

async function greet(port: number): Promise<RawClient> {
  const { client } = await rawClient(port);
  await client.ask("EHLO client.example");
  return client;
}

/** As far as the reply to RCPT. */
async function address(client: RawClient, to: string): Promise<string> {
  await client.ask("MAIL FROM:<>");
  return client.ask(`RCPT TO:<${to}>`);
}

describe("what it says", () => {
  test("greets with its name, and offers size, STARTTLS and nothing to log in with", async () => {
    const { port } = await openDoor(plain);
    const { client, greeting } = await rawClient(port);
    expect(greeting).toBe("220 reports.example ESMTP Sealpost takes TLS reports (RFC 8460)");
    const offered = await client.ask("EHLO client.example");
    expect(offered).toContain("STARTTLS");
    expect(offered).toContain("SIZE 16777216");
    expect(offered).not.toContain("AUTH");
    expect(await client.ask("QUIT")).toMatch(/^221/);
  });

  test.each(["VRFY postmaster", "EXPN all", "AUTH PLAIN AAAA", "XCLIENT ADDR=192.0.2.1", "WIZ"])(
    "%s is refused",
    async (command) => {
      const { port } = await openDoor(plain);
      expect(await (await greet(port)).ask(command)).toMatch(/^50[02]/);
    },
  );

  test("the host’s own certificate proves nothing, and names the domain", async () => {
    const { port } = await openDoor(plain);
    const client = await greet(port);
    expect(await client.ask("STARTTLS")).toMatch(/^220/);
    const { client: inTls } = await client.startTls();
    expect(await inTls.ask("EHLO client.example")).not.toContain("STARTTLS");
  });

  test("what was said before TLS is not heard within it", async () => {
    const { port } = await openDoor(plain);
    const client = await greet(port);
    expect(await client.ask(`STARTTLS\r\nMAIL FROM:<>\r\nRCPT TO:<${recipient()}>`)).toMatch(/^220/);
    const { client: inTls } = await client.startTls();
    await inTls.ask("EHLO client.example");
    expect(await inTls.ask("DATA")).toMatch(/^503/);
  });

  test("a new certificate is shown once it stands in the files", async () => {
    const directory = await mkdtemp(join(tmpdir(), "smtp-"));
    const files = { certFile: join(directory, "cert.pem"), keyFile: join(directory, "key.pem") };
    const put = async () => {
      const { cert, key } = selfSigned("mx.reports.example", new Date());
      await Promise.all([writeFile(files.certFile, cert), writeFile(files.keyFile, key)]);
      return new X509Certificate(cert).fingerprint256;
    };
    const seen = async (port: number) => {
      const client = await greet(port);
      await client.ask("STARTTLS");
      return (await client.startTls()).certificate;
    };
    const first = await put();
    const { port } = await openDoor(plain, { tls: files, limits: { rereadMs: 0 } });
    expect(await seen(port)).toBe(first);
    const second = await put();
    expect(await seen(port)).toBe(second);
    await writeFile(files.keyFile, "no key");
    expect(await seen(port)).toBe(second);
  });

  test.each([
    ["is missing", "/nowhere/cert.pem", /SMTP_TLS_CERT_FILE: cannot read \/nowhere\/cert.pem \(ENOENT\)/],
    ["is none", import.meta.filename, /SMTP_TLS_CERT_FILE and SMTP_TLS_KEY_FILE cannot be used together/],
  ])("a certificate that %s is told at the start", async (_, file, problem) => {
    await expect(openDoor(plain, { tls: { certFile: file, keyFile: file } })).rejects.toThrow(problem);
  });
});

describe("recipients", () => {
  test.each([
    ["a token that nobody has", () => `${"0".repeat(32)}@${mailDomain}`, /^550 5\.1\.1/],
    ["another domain", () => `${domain.token}@elsewhere.example`, /^550 5\.7\.1/],
    ["a person", () => `postmaster@${mailDomain}`, /^550 5\.1\.1/],
    ["no domain", () => "postmaster", /^550 5\.1\.1/],
    ["a token in capitals", () => recipient().toUpperCase(), /^250/],
  ])("%s", async (_, to, reply) => {
    const { port } = await openDoor(plain);
    expect(await address(await greet(port), to())).toMatch(reply);
  });

  test("a token whose time is over", async () => {
    await db.prisma.reportAddress.update({
      where: { token: domain.token },
      data: { expiresAt: new Date(+now - 1) },
    });
    const { port } = await openDoor(plain);
    expect(await address(await greet(port), recipient())).toMatch(/^550 5\.1\.1/);
  });

  test("whoever guesses is shown out", async () => {
    const { port } = await openDoor(plain, { limits: { wrongRecipients: 2 } });
    const client = await greet(port);
    await client.ask("MAIL FROM:<>");
    const replies: string[] = [];
    for (const guess of ["a", "b", "c"]) replies.push(await client.ask(`RCPT TO:<${guess}@${mailDomain}>`));
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(["550", "550", "421"]);
  });

  test("no more than so many at a time", async () => {
    const other = await makeDomain(db, organization, `other.${name}`);
    const { port } = await openDoor(plain, { limits: { recipients: 1 } });
    const client = await greet(port);
    expect(await address(client, recipient())).toMatch(/^250/);
    expect(await client.ask(`RCPT TO:<${other.token}@${mailDomain}>`)).toMatch(/^452/);
  });

  test("a report goes to the domain that it is about; the other keeps it aside", async () => {
    const other = await makeDomain(db, organization, `other.${name}`);
    const { port } = await openDoor(plain);
    const reply = await send(
      port,
      [recipient(), `${other.token}@${mailDomain}`],
      reportMail(wireReport({ domain: name })),
    );
    expect(reply).toMatch(/^250 2\.0\.0 Stored as [0-9a-f-]{36}; 1 kept/);
    expect(await stored()).toBe(1);
    expect(
      await db.prisma.quarantined.findMany({ where: { domainId: other.domainId }, select: { reason: true } }),
    ).toEqual([{ reason: "foreign-domain" }]);
  });
});

describe("mails that carry no report to count", () => {
  test("ordinary mail is refused, and nothing is kept", async () => {
    const { port } = await openDoor(plain);
    const reply = await send(
      port,
      recipient(),
      Buffer.from("Subject: Hello\r\nFrom: a@b.example\r\n\r\nWords.\r\n"),
    );
    expect(reply).toMatch(/^554 5\.6\.0/);
    expect([await stored(), await aside()]).toEqual([0, []]);
  });

  test.each([
    ["a report that cannot be read", reportMail(Buffer.from("broken"))],
    ["one of another domain", reportMail(wireReport({ domain: "elsewhere.example" }))],
    [
      "a mail that only says so",
      Buffer.from("TLS-Report-Domain: a.example\r\nFrom: a@b.example\r\n\r\nWords.\r\n"),
    ],
    [
      "a mail whose parts cannot be told apart",
      Buffer.from(
        'Content-Type: multipart/report; report-type=tlsrpt; boundary=""\r\nFrom: a@b.example\r\n\r\nWords.\r\n',
      ),
    ],
  ])("%s is kept aside with what came along", async (_, raw) => {
    const { port } = await openDoor(plain);
    expect(await send(port, recipient(), raw)).toMatch(/^250 2\.0\.0 Kept/);
    expect(await stored()).toBe(0);
    expect(await aside()).toEqual([expect.objectContaining({ road: "smtp", peer: "127.0.0.1" })]);
  });

  test("a mail that is too large is refused, told of beforehand or not", async () => {
    const { port } = await openDoor(plain, { limits: { mailBytes: 2_000 } });
    const client = await greet(port);
    expect(await client.ask("MAIL FROM:<> SIZE=2001")).toMatch(/^552/);
    await address(client, recipient());
    await client.ask("DATA");
    client.say(`Subject: x\r\n\r\n${"words\r\n".repeat(1_000)}`);
    expect(await client.ask(".")).toMatch(/^552 5\.3\.4/);
    expect([await stored(), await aside()]).toEqual([0, []]);
    expect(await client.ask("NOOP")).toMatch(/^250/);
  });
});

describe("the wire", () => {
  const mailText = () => reportMail(wireReport({ domain: name })).toString("latin1");

  test("a mail that comes octet by octet is the same mail", async () => {
    const { port } = await openDoor(plain);
    const client = await greet(port);
    await address(client, recipient());
    await client.ask("DATA");
    for (const octet of `${mailText().replace(/^\./gm, "..")}.\r\n`) client.say(octet);
    expect(await client.hear()).toMatch(/^250 2\.0\.0 Stored/);
  });

  test.each(["\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n"])(
    "%j ends no mail, and hides no command",
    async (end) => {
      const { port } = await openDoor(plain);
      const client = await greet(port);
      await address(client, recipient());
      await client.ask("DATA");
      client.say(`Subject: x\r\nFrom: a@b.example\r\n\r\nwords${end}MAIL FROM:<smuggled@b.example>\r\n`);
      expect(await client.ask(".")).toMatch(/^554 5\.6\.0/);
      expect(await client.ask("RCPT TO:<a@b.example>")).toMatch(/^503/);
    },
  );

  test("a sender that leaves within a mail leaves nothing behind", async () => {
    const { port, stop } = await openDoor(plain);
    const client = await greet(port);
    await address(client, recipient());
    await client.ask("DATA");
    client.say(mailText());
    client.hangUp();
    await stop();
    expect([await stored(), await aside()]).toEqual([0, []]);
  });

  test("an address has so many connections and no more", async () => {
    const { port } = await openDoor(plain, { limits: { connectionsOfAddress: 1 } });
    const first = await greet(port);
    expect((await rawClient(port)).greeting).toMatch(/^421 4\.7\.0/);
    await first.ask("QUIT");
    await first.untilClosed();
    await expect.poll(async () => (await rawClient(port)).greeting).toMatch(/^220/);
  });

  test("nobody stays for ever, or without a word", async () => {
    const stay = await openDoor(plain, { limits: { stayMs: 200 } });
    expect(await (await greet(stay.port)).untilClosed()).toMatch(/^421 4\.4\.2/);
    const idle = await openDoor(plain, { limits: { idleMs: 200 } });
    expect(await (await greet(idle.port)).untilClosed()).toMatch(/^421/);
  });
});

describe("our own trouble", () => {
  test("while the database is away the sender keeps the mail", async () => {
    const away = createDb(url, { maxConnections: 1 });
    let broken = false;
    const { port } = await openDoor(() => (broken ? { ...plain(), db: away } : plain()));
    const client = await greet(port);
    expect(await address(client, recipient())).toMatch(/^250/);
    await client.ask("DATA");
    broken = true;
    await away.close();
    client.say(reportMail(wireReport({ domain: name })));
    expect(await client.ask(".")).toMatch(/^451 4\.3\.0/);
    expect(await address(client, recipient())).toMatch(/^451 4\.3\.0/);
    broken = false;
    expect(await send(port, recipient(), reportMail(wireReport({ domain: name })))).toMatch(/^250/);
    expect(await stored()).toBe(1);
  });

  test("a door that closes answers the mail under way, and sends the others home", async () => {
    const { port, stop } = await openDoor(plain);
    const [busy, idle] = [await greet(port), await greet(port)];
    await address(busy, recipient());
    await busy.ask("DATA");
    const stopped = stop();
    expect(await idle.untilClosed()).toMatch(/^421 4\.3\.2/);
    busy.say(reportMail(wireReport({ domain: name })));
    expect(await busy.ask(".")).toMatch(/^250 2\.0\.0 Stored/);
    expect(await busy.untilClosed()).toMatch(/^421 4\.3\.2/);
    await stopped;
    expect(await stored()).toBe(1);
  });
});
