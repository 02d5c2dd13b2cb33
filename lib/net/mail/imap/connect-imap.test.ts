import { createServer, type Server } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { MailboxFaultCode } from "#lib/core/mailbox/mailbox-fault.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createAuthority, selfSigned, type TestAuthority } from "#lib/net/testing/certificate-authority.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { connectImap, type ImapAccount, type ImapOutside } from "./connect-imap.ts";
import type { ImapTrouble } from "./imap-trouble.ts";
import { type HoodiecrowOptions, startHoodiecrow } from "./testing/hoodiecrow.ts";

const host = "imap.mailhost.test";
let authority: TestAuthority;
beforeAll(async () => {
  authority = await createAuthority();
});

type World = Partial<ImapAccount> & { allow?: string[]; addresses?: string[] };

function outsideOf({ allow = ["127.0.0.0/8"], addresses = ["127.0.0.1"] }: World): ImapOutside {
  return {
    resolver: {
      addresses: async (name) =>
        name === host
          ? { kind: "found", records: addresses, ttlSeconds: 1, authenticated: false, cnames: [] }
          : { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] },
    },
    guard: createTargetGuard({ allow }),
    trust: createTrust([authority.pem]),
  };
}

async function serve(options: HoodiecrowOptions): Promise<number> {
  const server = await startHoodiecrow(options);
  onTestFinished(() => server.stop());
  return server.port;
}

function connect(port: number, world: World = {}) {
  const { allow: _allow, addresses: _addresses, ...account } = world;
  const login = { user: "testuser", secret: "testpass", authentication: "password" as const };
  return connectImap({ host, port, security: "tls", ...login, ...account }, outsideOf(world));
}

async function mailsAt(port: number, world: World = {}): Promise<number> {
  const session = await connect(port, world);
  const { mails } = await session.openFolder("INBOX", { readOnly: true });
  await session.close();
  return mails;
}

async function faultAt(port: number, world: World = {}) {
  const trouble = await connect(port, world).then(
    () => null,
    (error: ImapTrouble) => error.fault,
  );
  return trouble ?? { code: "none", words: null };
}

describe("a certificate that holds", () => {
  test("by TLS", async () => {
    expect(await mailsAt(await serve({ identity: await authority.issue({ names: [host] }) }))).toBe(0);
  });

  test("by STARTTLS", async () => {
    const port = await serve({ starttls: await authority.issue({ names: [host] }) });
    expect(await mailsAt(port, { security: "starttls" })).toBe(0);
  });
});

test.each<[string, () => Promise<{ cert: string; key: string }>, RegExp]>([
  ["of another name", () => authority.issue({ names: ["other.test"] }), /ALTNAME_INVALID.*other\.test/],
  [
    "that has expired",
    () => authority.issue({ names: [host], validFromDays: -9, validToDays: -2 }),
    /expired/,
  ],
  ["that signs itself", () => selfSigned({ names: [host] }), /self.signed/i],
])("a certificate %s is refused before any password is sent", async (_, identity, words) => {
  const issued = await identity();
  const direct = await faultAt(await serve({ identity: issued }));
  expect(direct).toEqual({ code: "certificate", words: expect.stringMatching(words) });
  const upgraded = await faultAt(await serve({ starttls: issued }), { security: "starttls" });
  expect(upgraded.code).toBe("certificate");
});

test.each<[string, HoodiecrowOptions, World, MailboxFaultCode]>([
  ["a wrong password", {}, { security: "none", secret: "wrong" }, "login-refused"],
  ["no STARTTLS", {}, { security: "starttls" }, "starttls-refused"],
  ["plain IMAP where TLS is spoken to", {}, { security: "tls" }, "tls-handshake"],
  ["a name that does not exist", {}, { host: "gone.test", security: "none" }, "dns-absent"],
  ["a private address", {}, { security: "none", allow: [] }, "target-refused"],
  [
    "no encryption to a public address",
    {},
    { security: "none", addresses: ["9.9.9.9"] },
    "plain-text-refused",
  ],
])("%s", async (_, options, world, code) => {
  expect((await faultAt(await serve(options), world)).code).toBe(code);
});

test("an OAuth 2 access token logs in, and a wrong one is refused", async () => {
  const port = await serve({});
  const oauth = { security: "none", authentication: "oauth2" } as const;
  expect(await mailsAt(port, { ...oauth, secret: "testtoken" })).toBe(0);
  expect((await faultAt(port, { ...oauth, secret: "expired" })).code).toBe("login-refused");
});

test("a port where nobody listens", async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  expect((await faultAt(port)).code).toBe("connect-refused");
});

test("a server that repeats the password has it taken out of its words", async () => {
  const port = await scripted((line, tag) =>
    line.includes("LOGIN") || line.includes("AUTHENTICATE")
      ? `${tag} NO testuser/testpass is wrong\r\n`
      : `${tag} OK\r\n`,
  );
  expect(await faultAt(port, { security: "none" })).toEqual({
    code: "login-refused",
    words: "testuser/••• is wrong",
  });
});

test("a server that has no time now is tried again sooner than a wrong password", async () => {
  const port = await scripted((line, tag) =>
    line.includes("LOGIN") || line.includes("AUTHENTICATE")
      ? `${tag} NO [UNAVAILABLE] Try later\r\n`
      : `${tag} OK\r\n`,
  );
  expect(await faultAt(port, { security: "none" })).toEqual({
    code: "login-unavailable",
    words: "Try later",
  });
});

test("what greets like a web server does not speak IMAP", async () => {
  const port = await scripted(() => "", "HTTP/1.1 400 Bad Request\r\n\r\n");
  expect(["no-imap", "connection-lost"]).toContain((await faultAt(port, { security: "none" })).code);
});

/** A server that answers each command line as told. */
async function scripted(
  answer: (line: string, tag: string) => string,
  greeting = "* OK [CAPABILITY IMAP4rev1] ready\r\n",
): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(greeting);
    if (!greeting.startsWith("*")) socket.end();
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n")) {
        const tag = line.split(" ")[0] ?? "";
        if (tag !== "") socket.write(answer(line, tag));
      }
    });
  });
  onTestFinished(() => void server.close());
  return listen(server);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    }),
  );
}
