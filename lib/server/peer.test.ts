import { expect, test } from "vitest";
import { isTrusted, peerAddress } from "./peer.ts";

const proxies = ["192.0.2.10", "198.51.100.0/24", "2001:db8:1::/48"];

const rows: [why: string, remote: string | null, forwardedFor: string | null, peer: string | null][] = [
  ["no proxy, no header", "203.0.113.7", null, "203.0.113.7"],
  ["a stranger's header is ignored", "203.0.113.7", "192.0.2.99", "203.0.113.7"],
  ["a trusted proxy names its client", "192.0.2.10", "203.0.113.7", "203.0.113.7"],
  ["a proxy in a trusted network", "198.51.100.4", "203.0.113.7", "203.0.113.7"],
  ["a proxy by IPv6", "2001:db8:1::5", "2001:db8:2::9", "2001:db8:2::9"],
  ["only the last hop that is no proxy counts", "192.0.2.10", "127.0.0.1, 203.0.113.7", "203.0.113.7"],
  ["a chain of trusted proxies", "192.0.2.10", "203.0.113.7, 198.51.100.9", "203.0.113.7"],
  ["an IPv4 address mapped into IPv6 is the IPv4 address", "::ffff:203.0.113.7", null, "203.0.113.7"],
  ["a mapped address is a trusted proxy too", "::ffff:192.0.2.10", "203.0.113.7", "203.0.113.7"],
  ["a proxy that forwards no address", "192.0.2.10", null, "192.0.2.10"],
  ["a proxy that forwards no real address", "192.0.2.10", "unknown", "192.0.2.10"],
  ["nothing believable before an unreadable hop", "192.0.2.10", "203.0.113.7, unknown", "192.0.2.10"],
  ["a connection that has ended", null, "203.0.113.7", null],
];

test.each(rows)("%s", (_, remote, forwardedFor, peer) => {
  expect(peerAddress(remote, forwardedFor, proxies)).toBe(peer);
});

test("without trusted proxies no header counts", () => {
  expect(peerAddress("127.0.0.1", "203.0.113.7", [])).toBe("127.0.0.1");
});

test("an unreadable entry in the configuration trusts nobody", () => {
  expect(isTrusted("203.0.113.7", ["proxy.example", "203.0.113.0/33", ""])).toBe(false);
});

test.each([
  ["192.0.2.10", true],
  ["192.0.2.11", false],
  ["198.51.100.200", true],
  ["::ffff:198.51.100.200", true],
  [null, false],
] as const)("connection from %s trusted: %s", (remote, trusted) => {
  expect(isTrusted(remote, proxies)).toBe(trusted);
});
