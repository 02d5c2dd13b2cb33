import { expect, test } from "vitest";
import { mailboxSettings } from "./mailbox-settings.ts";

const given = {
  name: "",
  host: "imap.mailhost.example",
  port: "993",
  security: "tls",
  authentication: "password",
  user: "reports@mailhost.example",
  secret: "correct horse",
  folder: "INBOX",
  afterwards: "leave",
  moveTo: "",
};

const client = { authentication: "oauth2_client", tokenUrl: "https://login.example/token", clientId: "app" };

test.each([
  [{ host: "https://imap.example" }, "host"],
  [{ host: "imap.example:993" }, "host"],
  [{ host: "bücher.example" }, null],
  [{ host: "dovecot" }, null],
  [{ host: "2001:db8::1" }, null],
  [{ host: "a..b" }, "host"],
  [{ host: "" }, "host"],
  [{ port: "0" }, "port"],
  [{ port: "99999" }, "port"],
  [{ user: "a\r\nb" }, "user"],
  [{ secret: "a\u0000b" }, "secret"],
  [{ folder: "" }, "folder"],
  [{ afterwards: "move" }, "moveTo"],
  [{ afterwards: "move", moveTo: "INBOX" }, "moveTo"],
  [{ afterwards: "shred" }, "afterwards"],
  [{ ...client }, null],
  [{ ...client, tokenUrl: "http://login.example/token" }, "tokenUrl"],
  [{ ...client, tokenUrl: "https://user:pass@login.example/token" }, "tokenUrl"],
  [{ ...client, tokenUrl: "https://login.example/token#part" }, "tokenUrl"],
  [{ ...client, tokenUrl: "https://192.0.2.1/token" }, "tokenUrl"],
  [{ ...client, tokenUrl: "login.example" }, "tokenUrl"],
  [{ ...client, clientId: "" }, "clientId"],
  [{ ...client, refreshToken: "a\nb" }, "refreshToken"],
])("settings with %j: the fault is at %s", (change, field) => {
  const parsed = mailboxSettings.safeParse({ ...given, ...change });
  expect(parsed.success ? null : parsed.error.issues[0]?.path[0]).toBe(field);
});
