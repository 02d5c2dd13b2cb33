import { expect, test } from "vitest";
import { clientOf, deliveringClient } from "./client-of.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
  ["2001:db8:1:2::ffff", "2001:db8:1:2::"],
  ["2001:db8:1:3::1", "2001:db8:1:3::"],
  ["2001:db8:1:2::", "2001:db8:1:2::"],
  ["unknown", "unknown"],
  ["", "unknown"],
])("limits count %s as %s", (peer, client) => {
  expect(clientOf(peer)).toBe(client);
  expect(deliveringClient(peer)).toBe(client);
});

test.each(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])("%s delivers for others", (peer) => {
  expect(deliveringClient(peer)).toBeNull();
});
