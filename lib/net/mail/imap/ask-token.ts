import { request } from "node:http";
import type { SecureContext, TLSSocket } from "node:tls";
import { z } from "zod";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import { reachHttps } from "#lib/net/https/reach.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { ImapTrouble } from "./imap-trouble.ts";
import { serverWords } from "./server-words.ts";

/** An OAuth 2 client (RFC 6749 §2) and where it asks for access tokens. What is not given is empty. */
export type TokenClient = {
  /** https, without user and fragment. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Empty: the client asks in its own name (§4.4) instead of a user's (§6). */
  refreshToken: string;
};

/** `refreshToken`: the one to ask with from now on, when the server gave another (§6). */
export type Token = { accessToken: string; refreshToken: string | null };

export type TokenOutside = {
  resolver: Pick<Resolver, "addresses">;
  guard: TargetGuard;
  trust: SecureContext;
  now: Date;
};

const patience = { totalMs: 20_000, connectMs: 10_000 };

/**
 * Asks for an access token. Rejects with `ImapTrouble`: `token-refused` when the server says no, `token-unavailable` when
 * it could not be asked or did not answer as RFC 6749 §5 says. Its words carry no secret. Redirects are not followed.
 */
export async function askToken(client: TokenClient, outside: TokenOutside): Promise<Token> {
  const url = new URL(client.tokenUrl);
  const deadline = startDeadline(patience.totalMs);
  const reached = await reachHttps(url.hostname, {
    ...outside,
    port: Number(url.port) || 443,
    connectMs: patience.connectMs,
    deadline,
  });
  if (!reached.ok)
    throw new ImapTrouble("token-unavailable", serverWords(`${reached.fault}: ${reached.detail}`));
  const answer = await post(reached.socket, url, formOf(client), deadline);
  return readAnswer(answer, [client.clientSecret, client.refreshToken]);
}

function formOf({ clientId, clientSecret, scope, refreshToken }: TokenClient): string {
  const fields = {
    grant_type: refreshToken === "" ? "client_credentials" : "refresh_token",
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    scope,
  };
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== "")).toString();
}

type Answer = { status: number; text: string };

const mostOctets = 65_536;

function post(socket: TLSSocket, url: URL, form: string, deadline: Deadline): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    const fail = (words: string) =>
      finish(() => reject(new ImapTrouble("token-unavailable", serverWords(words))));
    const timer = setTimeout(() => fail("no complete answer in time"), deadline.remainingMs());
    const sent = request({
      // Without any agent: one of them, even `agent: false`, would open a connection of its own.
      createConnection: () => socket,
      method: "POST",
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        "user-agent": "Sealpost",
        accept: "application/json",
        "accept-encoding": "identity",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": Buffer.byteLength(form),
      },
    });
    sent.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    sent.on("close", () => fail("closed before the answer was complete"));
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > mostOctets) fail(`an answer of more than ${mostOctets} octets`);
      });
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        finish(() => resolve({ status: response.statusCode ?? 0, text }));
      });
    });
    sent.end(form);
  });
}

/** RFC 6749 §5.1; a token without visible ASCII would break the IMAP command. */
const granted = z.object({
  access_token: z.string().regex(/^[!-~]{1,16384}$/),
  refresh_token: z
    .string()
    .regex(/^[ -~]{1,16384}$/)
    .optional(),
});

/** §5.2. */
const refused = z.object({ error: z.string(), error_description: z.string().optional() });

function readAnswer({ status, text }: Answer, secrets: string[]): Token {
  const json = readJson(text);
  if (status === 200) {
    const { success, data } = granted.safeParse(json);
    if (success) return { accessToken: data.access_token, refreshToken: data.refresh_token ?? null };
    throw new ImapTrouble("token-unavailable", "status 200 without an access token (RFC 6749 §5.1)");
  }
  const said = refused.safeParse(json);
  const words = said.success
    ? [said.data.error, said.data.error_description].filter((part) => part).join(": ")
    : `status ${status}`;
  const isRefusal = said.success && (status === 400 || status === 401) && !passing.has(said.data.error);
  throw new ImapTrouble(isRefusal ? "token-refused" : "token-unavailable", serverWords(words, secrets));
}

/** Errors that servers send with 400 for their own trouble, after RFC 6749 §4.1.2.1. */
const passing: ReadonlySet<string> = new Set(["server_error", "temporarily_unavailable"]);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
