import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { askedPath, settleAskedPath } from "./asked-path.ts";

function asked(target: string | undefined): string | null {
  const headers: IncomingHttpHeaders = { "x-sealpost-path": "/a-clients-claim" };
  settleAskedPath(headers, target);
  return askedPath(new Headers(headers as Record<string, string>));
}

const rows: [why: string, target: string | undefined, path: string | null][] = [
  ["a page", "/o/acme-1a2b3c/members", "/o/acme-1a2b3c/members"],
  ["with its query", "/o/a/domains/example.org?range=7", "/o/a/domains/example.org?range=7"],
  ["the parts of a page", "/account?_rsc=1a2b3", "/account"],
  ["the parts of a page with a query", "/account?error=x&_rsc=1a2b3", "/account?error=x"],
  ["what looks like another host", "//evil.example/account", null],
  ["the same in backslashes", "/\\evil.example/account", null],
  ["another host behind a dot", "/.//evil.example", null],
  ["a whole URL, as proxies send it", "http://evil.example/account", null],
  ["OPTIONS for the server itself", "*", null],
  ["nothing", undefined, null],
  ["no end", `/${"a".repeat(2_000)}`, null],
];

test.each(rows)("%s; and never what the client claims", (_, target, path) => {
  expect(asked(target)).toBe(path);
});
