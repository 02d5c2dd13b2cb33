import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { settleForwarding } from "./forwarding.ts";

const proxy = "192.0.2.10";

const claims: IncomingHttpHeaders = {
  host: "sealpost.example",
  "x-forwarded-for": "203.0.113.7, 203.0.113.8",
  "x-forwarded-host": "outside.example",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "8443",
  "x-real-ip": "203.0.113.9",
  forwarded: "for=203.0.113.9;host=evil.example",
};

function settled(remote: string | null): IncomingHttpHeaders {
  const headers = { ...claims };
  settleForwarding(headers, remote, [proxy]);
  return headers;
}

test("from a stranger only the connection's own address remains", () => {
  expect(settled("198.51.100.1")).toEqual({ host: "sealpost.example", "x-forwarded-for": "198.51.100.1" });
});

test("from a trusted proxy: one client address, and the host and scheme of the outside", () => {
  expect(settled(proxy)).toEqual({
    host: "sealpost.example",
    "x-forwarded-for": "203.0.113.8",
    "x-forwarded-host": "outside.example",
    "x-forwarded-proto": "https",
  });
});

test("a connection without an address leaves no claim standing", () => {
  expect(settled(null)).toEqual({ host: "sealpost.example" });
});
