import { expect, test } from "vitest";
import { spellsAddress } from "./numbered-name.ts";

test.each([
  ["c-192-0-2-17.hsd1.access.example", "192.0.2.17", "an access line"],
  ["17.2.0.192.in-addr.access.example", "192.0.2.17", "backwards"],
  ["static.17.2.0.192.clients.hoster.example", "192.0.2.17", "a rented machine"],
  ["proxy-192-0-2-17.cloud.example", "192.0.2.17", "a proxy for strangers' programs"],
  ["192x0x2x17.static.access.example", "192.0.2.17", "x as sign"],
  ["host192-000-002-017.access.example", "192.0.2.17", "leading zeros"],
  ["ip192000002017.access.example", "192.0.2.17", "three digits each"],
  ["pc0000211.dip0.access.example", "192.0.2.17", "hexadecimal"],
  ["2001-db8-1-0-0-0-0-17.access.example", "2001:db8:1::17", "all groups"],
  ["2001-db8-1--17.access.example", "2001:db8:1::17", "abbreviated"],
  ["20010db8000100000000000000000017.ipv6.access.example", "2001:db8:1::17", "all digits"],
])("%s spells %s: %s", (host, address) => {
  expect(spellsAddress(host, address)).toBe(true);
});

test.each([
  ["mail-wr1-f65.reporter.example", "192.0.2.17", "a host of its own"],
  ["out17.reporter.example", "192.0.2.17", "the last number alone"],
  ["mta-2-17.reporter.example", "192.0.2.17", "the last two numbers"],
  ["mx192.reporter.example", "192.0.2.17", "the first number"],
  ["c-192-0-2-170.access.example", "192.0.2.17", "another address"],
  ["out.reporter.example", "2001:db8::17", "none at all"],
  ["out.reporter.example", "not-an-address", "no address"],
])("%s does not spell %s: %s", (host, address) => {
  expect(spellsAddress(host, address)).toBe(false);
});
