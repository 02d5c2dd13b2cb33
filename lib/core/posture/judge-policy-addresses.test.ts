import { describe, expect, test } from "vitest";
import type { DomainEvidence, PolicyFetch, PolicyFetchFault } from "../evidence.ts";
import * as world from "./testing/healthy-evidence.ts";

const { brief, judge } = world;
const host = "mta-sts.example.com";
const hosts = ["mx1.example.com", "mx2.example.com"];
const good = world.policy("enforce", hosts);
const at = (address: string, fetch: PolicyFetch): PolicyFetch => ({ ...fetch, address });
const other = "2001:db8::10";

function seen(...others: PolicyFetch[]): string[] {
  const { parts, findings } = judge({ policyFetch: good, policyAddresses: [good, ...others] });
  return [parts.policy, ...findings.map(brief)];
}

const text = (...lines: string[]) => `${lines.join("\n")}\n`;

test.each<[string, PolicyFetch, string[]]>([
  ["the same file", at(other, good), ["ok"]],
  [
    "the same policy in another order, case and line end",
    at(
      other,
      world.served(
        text(
          "version: STSv1",
          "max_age: 2592000",
          "mx: MX2.example.com",
          "mx: mx1.example.com",
          "mode: enforce",
        ),
      ),
    ),
    ["ok"],
  ],
  [
    "another mode",
    at(other, world.policy("testing", hosts)),
    ["error", `error policy-addresses-differ ${host}`],
  ],
  [
    "no policy",
    at(other, world.served("<html></html>")),
    ["warning", `warning policy-address-failing ${host}`],
  ],
  [
    "an old certificate",
    at(other, world.failed("certificate-expired")),
    ["warning", `warning policy-address-failing ${host}`],
  ],
  [
    "a private address",
    at("10.0.0.1", world.failed("target-refused")),
    ["warning", `warning policy-address-failing ${host}`],
  ],
  [
    "no road over IPv6, which is our limit and weighs nothing",
    at(other, world.failed("network")),
    ["ok", `unknown policy-address-not-reached ${host}`],
  ],
  [
    "no answer in time, which may be ours",
    at(other, world.failed("connect-timeout")),
    ["ok", `unknown policy-address-not-reached ${host}`],
  ],
])("another address has %s", (_what, fetch, expected) => {
  expect(seen(fetch)).toEqual(expected);
});

test("several that we did not reach are one finding that names them", () => {
  const unreached = [other, "2001:db8::11"].map((address) => at(address, world.failed("network")));
  const { findings } = judge({ policyFetch: good, policyAddresses: [good, ...unreached] });
  expect(findings).toMatchObject([{ data: { count: 2, address: "2001:db8::10, 2001:db8::11" } }]);
});

test("each policy beside the served one is one finding, with its addresses and what differs", () => {
  const old = world.policy("testing", ["mx1.example.com", "old.example.net"], 86_400);
  const policyAddresses = [good, at(other, old), at("192.0.2.11", old), at("192.0.2.12", good)];
  const { findings } = judge({ policyFetch: good, policyAddresses });
  expect(findings.map(({ data }) => data)).toEqual([
    {
      host,
      address: `${other}, 192.0.2.11`,
      served: "192.0.2.10",
      modes: "other",
      mode: "testing",
      servedMode: "enforce",
      maxAges: "other",
      maxAge: 86_400,
      servedMaxAge: 2_592_000,
      added: "old.example.net",
      removed: "mx2.example.com",
      extensions: "same",
    },
  ]);
});

describe("certificates of other addresses", () => {
  const old = { ...world.certificate("2026-03-24", "2026-06-18"), fingerprint256: "22:33" };
  const due = (address: string) =>
    at(address, { ...good, tls: { protocol: null, cipher: null, chain: [old] } });

  test("one that will expire is told once, with its first address", () => {
    const { findings } = judge({ policyFetch: good, policyAddresses: [good, due(other), due("192.0.2.11")] });
    expect(findings).toMatchObject([
      { code: "policy-host-certificate-expiring", severity: "warning", data: { address: other, days: 2 } },
    ]);
  });
});

test("while the policy itself cannot be had, other addresses add nothing", () => {
  const failed: PolicyFetchFault = "certificate-expired";
  const changes: Partial<DomainEvidence> = {
    policyFetch: world.failed(failed),
    policyAddresses: [world.failed(failed), at(other, world.failed("status", { status: 500 }))],
  };
  expect(judge(changes).findings.map(({ code }) => code)).toEqual(["policy-host-certificate-expired"]);
});
