import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser } from "#lib/services/testing/test-world.ts";
import { mailDomain, reportMail, wireReport } from "./smtp/testing/mail-room.ts";
import { rawClient } from "./smtp/testing/raw-client.ts";

let db: Db;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
});
afterAll(() => drop());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

async function startIntake(smtpPort: number) {
  const child = spawn(process.execPath, ["lib/server/intake-main.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      AUTH_SECRET: "the secret of an installation under test",
      ROLE: "intake",
      INTAKE_PORT: "0",
      REPORT_MAIL_DOMAIN: mailDomain,
      SMTP_LISTEN: `127.0.0.1:${smtpPort}`,
      DNS_SERVERS: "127.0.0.1:9",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "message");
  return child;
}

test("the intake process receives mail, and answers the one under way before it ends", async () => {
  const { organization } = await makeUser(db, "owner@example.com");
  const { domainId, token } = await makeDomain(db, organization, "example.com");
  const port = await freePort();
  const child = await startIntake(port);
  const { client } = await rawClient(port);
  await client.ask("EHLO client.example");
  await client.ask("MAIL FROM:<>");
  expect(await client.ask(`RCPT TO:<${token}@${mailDomain}>`)).toMatch(/^250/);
  await client.ask("DATA");
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  client.say(reportMail(wireReport({ domain: "example.com" })));
  expect(await client.ask(".")).toMatch(/^250 2\.0\.0 Stored/);
  expect(await exited).toEqual([0, null]);
  expect(await db.prisma.report.count({ where: { domainId } })).toBe(1);
});
