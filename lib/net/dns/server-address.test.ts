import { expect, test } from "vitest";
import { parseDnsServer, systemResolvers } from "./server-address.ts";

test.each([
  { text: "192.0.2.53", server: { host: "192.0.2.53", port: 53 } },
  { text: "192.0.2.53:5353", server: { host: "192.0.2.53", port: 5353 } },
  { text: "2001:db8::53", server: { host: "2001:db8::53", port: 53 } },
  { text: "[2001:db8::53]", server: { host: "2001:db8::53", port: 53 } },
  { text: "[::1]:5353", server: { host: "::1", port: 5353 } },
])("$text is read", ({ text, server }) => {
  expect(parseDnsServer(text)).toEqual(server);
});

test.each([
  "",
  "dns.example",
  "dns.example:53",
  "192.0.2.53:",
  "192.0.2.53:x",
  "[192.0.2.53]",
  "[::1",
  "::1]:53",
  "192.0.2:53",
])("%j is refused", (text) => {
  expect(parseDnsServer(text)).toBeNull();
});

test("the system's resolvers come in a form that is read", () => {
  expect(systemResolvers().map(parseDnsServer)).not.toContain(null);
});
