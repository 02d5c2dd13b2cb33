import { describe, expect, test } from "vitest";
import { createTargetGuard, isPublicAddress } from "./target.ts";

describe("isPublicAddress", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "169.253.255.255",
    "223.255.255.255",
    "198.17.255.255",
    "168.63.129.15",
    "2a00:1450:4001::1",
    "2606:4700::1111",
    "2001:4860:4860::8888",
    "2003::1",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ["0.0.0.0", "unspecified"],
    ["0.1.2.3", "this network"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["169.254.0.1", "link-local"],
    ["169.254.169.254", "metadata of most clouds"],
    ["100.64.0.1", "shared space for CGNAT"],
    ["100.100.100.200", "metadata of Alibaba Cloud"],
    ["192.0.0.192", "metadata of Oracle Cloud"],
    ["168.63.129.16", "Azure's platform service"],
    ["192.0.2.1", "documentation"],
    ["198.51.100.1", "documentation"],
    ["203.0.113.1", "documentation"],
    ["198.18.0.1", "benchmarking"],
    ["198.19.255.255", "benchmarking"],
    ["192.88.99.1", "6to4 relay"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::ffff:8.8.8.8", "IPv4-mapped"],
    ["::ffff:127.0.0.1", "IPv4-mapped"],
    ["::ffff:7f00:1", "IPv4-mapped in hex"],
    ["::127.0.0.1", "IPv4-compatible"],
    ["::ffff:0:127.0.0.1", "IPv4-translated"],
    ["64:ff9b::7f00:1", "NAT64"],
    ["64:ff9b::808:808", "NAT64 of a public address"],
    ["64:ff9b:1::a00:1", "local-use NAT64"],
    ["2002:7f00:1::", "6to4"],
    ["2002:808:808::1", "6to4 of a public address"],
    ["2001:0:7f00:1::", "Teredo"],
    ["2001:2::1", "benchmarking"],
    ["2001:10::1", "ORCHID"],
    ["2001:20::1", "ORCHIDv2"],
    ["2001:db8::1", "documentation"],
    ["3fff::1", "documentation"],
    ["fc00::1", "unique local"],
    ["fd00:ec2::254", "metadata of AWS"],
    ["fe80::1", "link-local"],
    ["febf::1", "link-local"],
    ["fec0::1", "site-local"],
    ["ff02::1", "multicast"],
    ["100::1", "discard"],
    ["5f00::1", "segment routing"],
    ["4000::1", "not handed out"],
    ["1000::1", "not handed out"],
  ])("%s is refused: %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    ["", "nothing"],
    ["mta-sts.example", "a name"],
    ["8.8.8", "too few parts, which some parsers complete"],
    ["0x8.8.8.8", "hexadecimal"],
    ["010.8.8.8", "octal, or not"],
    ["134744072", "one number"],
    ["8.8.8.8 ", "a blank"],
    ["8.8.8.8:443", "a port"],
    ["[2606:4700::1111]", "brackets"],
    ["2606:4700::1111%eth0", "a scope"],
    ["2606:4700::1111/64", "a prefix"],
  ])("%j is no plain address: %s", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe("createTargetGuard", () => {
  test.each([
    { allow: [], address: "8.8.8.8", passes: true },
    { allow: [], address: "10.0.0.1", passes: false },
    { allow: ["10.0.0.0/8"], address: "10.255.0.1", passes: true },
    { allow: ["10.0.0.0/8"], address: "11.0.0.1", passes: true },
    { allow: ["10.0.0.0/8"], address: "192.168.0.1", passes: false },
    { allow: ["127.0.0.1"], address: "127.0.0.1", passes: true },
    { allow: ["127.0.0.1"], address: "127.0.0.2", passes: false },
    { allow: ["127.0.0.0/8"], address: "::ffff:127.0.0.1", passes: false },
    { allow: ["::1"], address: "::1", passes: true },
    { allow: ["::1"], address: "127.0.0.1", passes: false },
    { allow: ["fd00::/8", "10.0.0.0/8"], address: "fd12::1", passes: true },
    { allow: ["64:ff9b::/96"], address: "64:ff9b::808:808", passes: true },
    { allow: ["0.0.0.0/0"], address: "127.0.0.1", passes: true },
    { allow: ["0.0.0.0/0"], address: "::1", passes: false },
    { allow: "all" as const, address: "127.0.0.1", passes: true },
    { allow: "all" as const, address: "::1", passes: true },
    { allow: "all" as const, address: "localhost", passes: false },
    { allow: "all" as const, address: "fe80::1%eth0", passes: false },
  ])("allow $allow: $address → $passes", ({ allow, address, passes }) => {
    expect(createTargetGuard({ allow })(address)).toBe(passes);
  });

  test.each(["", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "10/8", "::1/129", "10.0.0.0/-1"])(
    "an entry like %j is refused when the guard is made",
    (entry) => {
      expect(() => createTargetGuard({ allow: [entry] })).toThrow(entry);
    },
  );
});
