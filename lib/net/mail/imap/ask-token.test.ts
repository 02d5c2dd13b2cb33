import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createAuthority, type TestAuthority } from "#lib/net/testing/certificate-authority.ts";
import { resolvingTo } from "#lib/net/testing/policy-world.ts";
import { type Answerer, respond, startTlsServer, type TestServer } from "#lib/net/testing/tls-server.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { askToken, type TokenClient } from "./ask-token.ts";
import { imapFaultOf } from "./imap-trouble.ts";

const host = "login.example.test";

let authority: TestAuthority;

beforeAll(async () => {
  authority = await createAuthority();
});

async function serve(answer: Answerer, names = [host]): Promise<TestServer> {
  const server = await startTlsServer(await authority.issue({ names }), answer);
  onTestFinished(server.close);
  return server;
}

const json = (status: string, body: unknown) =>
  respond(status, { "Content-Type": "application/json" }, JSON.stringify(body));

function ask({ port }: { port: number }, client: Partial<TokenClient> = {}, allow = ["127.0.0.1"]) {
  const tokenUrl = `https://${host}:${port}/tenant/token?api=2`;
  return askToken(
    { tokenUrl, clientId: "app", clientSecret: "s&cret", scope: "", refreshToken: "", ...client },
    {
      resolver: resolvingTo("127.0.0.1"),
      guard: createTargetGuard({ allow }),
      trust: createTrust([authority.pem]),
      now: new Date(),
    },
  );
}

async function faultOf(asked: Promise<unknown>): Promise<MailboxFault | null> {
  return asked.then(
    () => null,
    (error) => imapFaultOf(error),
  );
}

const token = json("200 OK", { access_token: "abc.def", token_type: "Bearer", expires_in: 3599 });

describe("an access token", () => {
  test("is asked for in the client's own name", async () => {
    const server = await serve(token);
    const scope = "https://outlook.office365.com/.default";
    expect(await ask(server, { scope })).toEqual({ accessToken: "abc.def", refreshToken: null });
    const [head = "", body = ""] = server.requests[0]?.split("\r\n\r\n") ?? [];
    expect(head).toMatch(/^POST \/tenant\/token\?api=2 HTTP\/1\.1\r\n/);
    expect(head).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: "client_credentials",
      client_id: "app",
      client_secret: "s&cret",
      scope,
    });
  });

  test("is asked for with a refresh token, and another one may take its place", async () => {
    const server = await serve(json("200 OK", { access_token: "abc", refresh_token: "second" }));
    const asked = await ask(server, { refreshToken: "first", clientSecret: "" });
    expect(asked).toEqual({ accessToken: "abc", refreshToken: "second" });
    const [, body = ""] = server.requests[0]?.split("\r\n\r\n") ?? [];
    expect(body).toBe("grant_type=refresh_token&client_id=app&refresh_token=first");
  });
});

describe("a refusal is a person's matter, and is told without secrets", () => {
  test.each([
    ["400 Bad Request", "invalid_grant", "AADSTS70008: s&cret has expired", "AADSTS70008: ••• has expired"],
    ["401 Unauthorized", "invalid_client", undefined, null],
  ])("%s %s", async (status, error, description, shown) => {
    const server = await serve(json(status, { error, error_description: description }));
    const words = shown === null ? error : `${error}: ${shown}`;
    expect(await faultOf(ask(server))).toEqual({ code: "token-refused", words });
  });
});

describe("what is no answer of RFC 6749 is tried again", () => {
  test.each<[string, Answerer, string | RegExp]>([
    [
      "the server's own trouble",
      json("400 Bad Request", { error: "temporarily_unavailable" }),
      "temporarily_unavailable",
    ],
    ["too many requests", respond("429 Too Many Requests", {}, ""), "status 429"],
    ["a page", respond("200 OK", { "Content-Type": "text/html" }, "<h1>Hi</h1>"), /without an access token/],
    ["a token with a line end", json("200 OK", { access_token: "a\r\nb" }), /without an access token/],
    ["a redirect", respond("302 Found", { Location: "https://elsewhere.example.test/" }, ""), "status 302"],
    ["an endless answer", respond("200 OK", {}, "x".repeat(70_000)), /more than 65536 octets/],
    ["nothing", (socket) => socket.end(), /closed|hang up|ECONNRESET/],
  ])("%s", async (_, answer, words) => {
    const fault = await faultOf(ask(await serve(answer)));
    expect(fault?.code).toBe("token-unavailable");
    expect(fault?.words).toMatch(words);
  });

  test("a certificate of another name, before anything is sent", async () => {
    const server = await serve(token, ["other.example.test"]);
    expect((await faultOf(ask(server)))?.code).toBe("token-unavailable");
    expect(server.requests).toEqual([]);
  });

  test("a private address", async () => {
    const server = await serve(token);
    expect(await faultOf(ask(server, {}, []))).toEqual({
      code: "token-unavailable",
      words: "target-refused: not a public address: 127.0.0.1",
    });
    expect(server.connections).toEqual([]);
  });
});
