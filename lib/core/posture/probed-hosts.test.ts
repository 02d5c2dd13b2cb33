import { expect, test } from "vitest";
import type { DnsAnswer, MxRecord } from "../evidence.ts";
import { probedHosts } from "./probed-hosts.ts";
import { mx, nodata, nxdomain, timedOut } from "./testing/healthy-evidence.ts";

test.each<[string, DnsAnswer<MxRecord>, string[]]>([
  ["each once, by preference", mx("b.example", "a.example", "b.example"), ["b.example", "a.example"]],
  ["none that is no host name", mx("a.example", "", "192.0.2.1", "2001:db8::1"), ["a.example"]],
  ["the domain itself without MX", nodata, ["example.com"]],
  ["none for the null MX", mx(""), []],
  ["none for a domain that does not exist", nxdomain, []],
  ["none when nothing is known", timedOut, []],
])("%s", (_what, answer, hosts) => {
  expect(probedHosts("example.com", answer)).toEqual(hosts);
});
