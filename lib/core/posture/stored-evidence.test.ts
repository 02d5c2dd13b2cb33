import { describe, expect, test } from "vitest";
import type { DomainEvidence, MxAddressLook, MxHostEvidence } from "../evidence.ts";
import { address, certificate, failedLook, found, otherAddress, secured } from "../joined/testing/mx-look.ts";
import { evidenceFingerprint, storedEvidence } from "./stored-evidence.ts";
import * as world from "./testing/healthy-evidence.ts";
import { probed, signed } from "./testing/mx-evidence.ts";

const tlsa = { usage: 3, selector: 1, matchingType: 1, data: "e1".repeat(32) };
const full = { der: "3003020101", spki: "3003020102" };
const pair = [world.policy("enforce", ["mx1.example.com"]), world.failed("connect-timeout")];

/** A domain with all there is to see. */
function whole(changes: Partial<DomainEvidence> = {}, host: Partial<MxHostEvidence> = {}): DomainEvidence {
  const both = {
    addresses: found([address, otherAddress]),
    looks: [secured(address, full), secured(otherAddress, full)],
  };
  return world.evidence({
    policyAddresses: pair,
    ...probed({ ...both, tlsa: signed([tlsa]), ...host }),
    ...changes,
  });
}

const print = (changes: Partial<DomainEvidence> = {}, host: Partial<MxHostEvidence> = {}) =>
  evidenceFingerprint(whole(changes, host));

describe("what differs from look to look of an unchanged world is left out", () => {
  const again = { connectMs: 99, bannerMs: 99, ehloMs: 99, starttlsMs: 99, tlsMs: 99 };
  const reGreeted = (look: MxAddressLook) => ({
    ...look,
    timings: again,
    banner: "220 other.example.com ESMTP Tue",
  });
  const [fetched, failed] = pair;
  test.each<[string, Partial<DomainEvidence>, Partial<MxHostEvidence>]>([
    ["when it was", { checkedAt: "2027-01-01T00:00:00.000Z" }, { probedAt: "2027-01-01T00:00:00.000Z" }],
    ["what is left of a TTL", { mtaStsTxt: { ...whole().mtaStsTxt, ttlSeconds: 12 } as never }, {}],
    ["the order of MX records", { mx: reversed(whole().mx) }, {}],
    ["the order of addresses", {}, { looks: [secured(otherAddress, full), secured(address, full)] }],
    ["which of a pool's addresses", {}, { looks: [secured("192.0.2.77"), secured("2001:db8::77")] }],
    [
      "how long it took, and the words of a greeting",
      {},
      { looks: [reGreeted(secured(address)), secured(otherAddress)] },
    ],
    ["the cipher", {}, { looks: [secured(address, {}, { cipher: "X" }), secured(otherAddress)] }],
    ["the order of the policy host's addresses", { policyAddresses: pair.toReversed() }, {}],
    [
      "the words of an error",
      { policyAddresses: [fetched, { ...failed, detail: "in other words" }] as never },
      {},
    ],
    ["octets that storing drops", storedEvidence(whole()), {}],
  ])("%s", (_what, changes, host) => {
    expect(print(changes, host)).toBe(print());
  });
});

describe("each real change is another text", () => {
  const looks = (...all: MxAddressLook[]) => ({ looks: all });
  const rows: [string, Partial<DomainEvidence>, Partial<MxHostEvidence>][] = [
    ["a record", { tlsRptTxt: world.txt("v=TLSRPTv1; rua=mailto:a@b.example") }, {}],
    ["a record gone", { mtaStsTxt: world.nxdomain }, {}],
    ["a record that nobody could look up", { mtaStsTxt: world.timedOut }, {}],
    ["the token", { ownershipTxt: world.txt("sealpost-domain=other") }, {}],
    ["a TTL of 0", { mtaStsTxt: { ...whole().mtaStsTxt, ttlSeconds: 0 } as never }, {}],
    ["an MX host", { mx: world.mx("mx1.example.com") }, {}],
    ["a preference", { mx: reversed(whole().mx, true) }, {}],
    ["the policy", { policyFetch: world.policy("testing", ["mx1.example.com"]) }, {}],
    ["the policy host's certificate", { policyFetch: renewed() }, {}],
    ["a fault of the policy host", { policyFetch: world.failed("status", { status: 404 }) }, {}],
    ["another fault", { policyFetch: world.failed("status", { status: 500 }) }, {}],
    ["one address of it mended", { policyAddresses: pair.slice(0, 1) }, {}],
    ["TLSA", {}, { tlsa: signed([{ ...tlsa, data: "00".repeat(32) }]) }],
    ["a signature", {}, { tlsa: found([tlsa]) }],
    ["an MX certificate", {}, looks(secured(address, { fingerprint256: "BB:02" }), secured(otherAddress))],
    [
      "a chain that breaks",
      {},
      looks(secured(address, {}, { chainError: "CERT_HAS_EXPIRED" }), secured(otherAddress)),
    ],
    ["the TLS version", {}, looks(secured(address, {}, { protocol: "TLSv1.2" }), secured(otherAddress))],
    ["an address that fails", {}, looks(secured(address), failedLook("tls-handshake", otherAddress))],
    [
      "STARTTLS gone",
      {},
      looks(secured(address), failedLook("starttls-not-offered", otherAddress, { extensions: [] })),
    ],
    ["no IPv6 any more", {}, { ...looks(secured(address)), addresses: found([address]) }],
    ["an alias", {}, { addresses: { ...found([address, otherAddress]), cnames: ["x.example"] } as never }],
    ["probes turned off", probed({}, { source: "off", hosts: [] }), {}],
    ["no look at the MX hosts", { mxProbes: undefined } as never, {}],
  ];

  test.each(rows)("%s", (_what, changes, host) => {
    expect(print(changes, host)).not.toBe(print());
  });

  test("no two of them give the same text", () => {
    const texts = rows.map(([, changes, host]) => print(changes, host));
    expect(new Set(texts).size).toBe(rows.length);
  });
});

describe("what is kept", () => {
  test("all but the octets of MX certificates", () => {
    const evidence = whole();
    const kept = storedEvidence(evidence);
    expect(kept.mxProbes?.hosts[0]?.looks[0]?.tls?.chain[0]).toEqual(certificate({ der: "", spki: "" }));
    expect({ ...kept, mxProbes: null }).toEqual({ ...evidence, mxProbes: null });
    expect(evidence.mxProbes?.hosts[0]?.looks[0]?.tls?.chain[0]?.der).toBe(full.der);
  });

  test("it is judged as it was", () => {
    const previous = { evidence: null, stage: "enforce" as const };
    expect(world.judge(storedEvidence(whole()), previous)).toEqual(world.judge(whole(), previous));
  });

  test("evidence without a look at MX hosts stays as it is", () => {
    expect(storedEvidence(world.evidence())).toEqual(world.evidence());
  });
});

function reversed(mx: DomainEvidence["mx"], swapsPreferences = false): DomainEvidence["mx"] {
  if (mx.kind !== "found") return mx;
  const records = mx.records.toReversed();
  return {
    ...mx,
    records: swapsPreferences ? records.map((one, index) => ({ ...one, preference: index })) : records,
  };
}

function renewed(): DomainEvidence["policyFetch"] {
  const leaf = { ...world.certificate("2026-05-20", "2026-08-20"), fingerprint256: "44:55" };
  const text = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmx: mx2.example.com\nmax_age: 2592000\n";
  return world.served(text, { leaf });
}
