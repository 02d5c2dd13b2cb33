import type { Duplex } from "node:stream";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { ImapTrouble, troubleOf } from "./imap-trouble.ts";
import { type ImapServer, type ReachImap, reachImap, startTls } from "./reach-imap.ts";
import { createSession, type ImapSession, type LastError } from "./session.ts";

export type ImapLogin = { user: string; secret: string; authentication: "password" | "oauth2" };

export type ImapAccount = ImapServer & ImapLogin;

/** The largest answer that is taken: one mail of the size that we read at all, and its frame. */
const largestLiteral = 33_554_432;

const deadlines = { reachMs: 30_000, connectMs: 10_000 };

/** What the connection is made with; the deadlines are for one connection. */
export type ImapOutside = Omit<ReachImap, "deadlines">;

/**
 * Connects to an IMAP server and logs in. Rejects with `ImapTrouble`, whose words carry no secret; nothing of the
 * conversation is logged. The caller closes the session.
 */
export async function connectImap(account: ImapAccount, outside: ImapOutside): Promise<ImapSession> {
  const socket = await reachImap(account, { ...outside, deadlines });
  const last: LastError = { error: null };
  const client = new ImapFlow(optionsFor(account, socket, { trust: outside.trust, last }));
  // An error after the last command has gone must not end the process; the next command tells it.
  client.on("error", (error) => {
    last.error = error;
  });
  const secrets = [account.secret];
  try {
    await client.connect();
  } catch (error) {
    client.close();
    socket.destroy();
    throw starttlsMissing(account, error) ?? troubleOf(error, { secrets, fallback: "command-refused" });
  }
  return createSession(client, { secrets, last });
}

function starttlsMissing({ security }: ImapServer, error: unknown): ImapTrouble | null {
  const known = error instanceof Error && "tlsFailed" in error && !("code" in error);
  return security === "starttls" && known ? new ImapTrouble("starttls-refused", null) : null;
}

function optionsFor(
  { host, port, security, user, secret, authentication }: ImapAccount,
  socket: Duplex & { setTimeout(ms: number): unknown },
  { trust, last }: Pick<ReachImap, "trust"> & { last: LastError },
): ImapFlowOptions {
  return {
    host,
    port,
    secure: security === "tls",
    ...(security === "tls" ? {} : { doSTARTTLS: security === "starttls" }),
    auth: authentication === "oauth2" ? { user, accessToken: secret } : { user, pass: secret },
    transport: {
      connect: (_, onConnect) => {
        setImmediate(onConnect);
        return socket;
      },
      upgrade: (plain, _, onSecure) =>
        startTls(plain as Parameters<typeof startTls>[0], host, trust).once("secureConnect", onSecure),
    },
    // It keeps the conversation, the login among it, to itself; what a command failed with is read from here.
    logger: { debug() {}, info() {}, warn: keep, error: keep },
    clientInfo: { name: "Sealpost" },
    disableAutoIdle: true,
    disableCompression: true,
    greetingTimeout: 15_000,
    socketTimeout: 600_000,
    maxLineLength: largestLiteral,
    maxLiteralSize: largestLiteral,
    maxResponseSize: largestLiteral * 2,
  };

  function keep(entry: { err?: unknown }): void {
    if (entry.err instanceof Error) last.error = entry.err;
  }
}
