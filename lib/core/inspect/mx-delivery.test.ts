import { expect, test } from "vitest";
import type { MxFault, MxHostEvidence } from "../evidence.ts";
import { address, failedLook, host, mxHost, none, otherAddress, secured } from "../joined/testing/mx-look.ts";
import type { CoveredMx } from "./cover-listed.ts";
import { type MxStanding, mxDeliveries } from "./mx-delivery.ts";

const now = new Date("2026-06-15T12:00:00Z");
const covered: CoveredMx = { host, preference: 10, coverage: "exact", pattern: host };

function standing(evidence: MxHostEvidence[], row: CoveredMx = covered): MxStanding | undefined {
  return mxDeliveries([row], evidence, now)[0]?.standing;
}

const expired = { notAfter: "2026-06-15T11:59:59.000Z" };

test.each<[MxStanding, string, Partial<MxHostEvidence>]>([
  ["delivers", "a good certificate at its one address", {}],
  ["delivers", "one good address, and one that did not answer", both("connect-timeout")],
  ["refuses", "an expired certificate", { looks: [secured(address, expired)] }],
  ["refuses", "a certificate for another host", { looks: [secured(address, { dnsNames: ["b.example"] })] }],
  ["refuses", "a path to no public root", { looks: [secured(address, {}, { chainError: "ANY" })] }],
  [
    "partly",
    "two addresses, one certificate expired",
    { looks: [secured(), secured(otherAddress, expired)] },
  ],
  ["partly", "two addresses, one without STARTTLS", both("starttls-not-offered")],
  ["nowhere", "no address", { addresses: none, looks: [] }],
  ["unknown", "addresses that could not be looked up", { addresses: unanswered(), looks: [] }],
])("%s: %s", (expected, _what, changes) => {
  expect(standing([mxHost(changes)])).toBe(expected);
});

test.each<[MxStanding, MxFault[]]>([
  ["refuses", ["starttls-not-offered", "starttls-refused", "tls-handshake", "tls-too-old"]],
  [
    "unknown",
    [
      "target-refused",
      "connect-refused",
      "connect-timeout",
      "network",
      "closed",
      "banner-timeout",
      "banner-refused",
      "smtp-malformed",
      "smtp-timeout",
      "ehlo-refused",
      "tls-timeout",
    ],
  ],
])("%s: %j", (expected, faults) => {
  const told = faults.map((fault) => [fault, standing([mxHost({ looks: [failedLook(fault)] })])]);
  expect(told).toEqual(faults.map((fault) => [fault, expected]));
});

test("a host that the policy leaves out is refused whatever it shows", () => {
  expect(standing([mxHost()], { ...covered, coverage: "uncovered", pattern: null })).toBe("refuses");
});

test("a host that nobody looked at is unknown", () => {
  expect(standing([])).toBe("unknown");
});

function both(second: MxFault): Partial<MxHostEvidence> {
  return { looks: [secured(), failedLook(second, otherAddress)] };
}

function unanswered(): MxHostEvidence["addresses"] {
  return { kind: "unreachable", reason: "timeout", detail: "as the resolver said it" };
}
