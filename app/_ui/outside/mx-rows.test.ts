import { describe, expect, it } from "vitest";
import type { MxAddressLook, MxCertificate, MxHostEvidence, MxTls } from "#lib/core/evidence.ts";
import { finding } from "#lib/core/finding.ts";
import { type MxRowsInput, mxRows } from "./mx-rows.ts";

const now = new Date("2026-10-01T12:00:00Z");
const host = "mx1.example.test";
const sha256 = "ab".repeat(32);

function certificate(parts: Partial<MxCertificate> = {}): MxCertificate {
  return {
    subject: `CN=${host}`,
    issuer: "CN=Test CA",
    dnsNames: [host],
    notBefore: "2026-09-01T00:00:00.000Z",
    notAfter: "2026-11-29T00:00:00.000Z",
    fingerprint256: "AB:CD",
    der: "",
    derSha256: "00",
    derSha512: "00",
    spki: "",
    spkiSha256: sha256,
    spkiSha512: "00",
    ...parts,
  };
}

function tls(leaf: Partial<MxCertificate> = {}, chainError: string | null = null): MxTls {
  return { protocol: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", chain: [certificate(leaf)], chainError };
}

const timings = { connectMs: 1, bannerMs: 1, ehloMs: 1, starttlsMs: 1, tlsMs: 1 };
const said = { address: "192.0.2.1", banner: "220 mx1", extensions: ["STARTTLS"], timings };

function secured(parts: Partial<MxAddressLook> = {}): MxAddressLook {
  return { ...said, tls: tls(), kind: "secured", ...parts } as MxAddressLook;
}

function failed(fault: string, parts: Partial<MxAddressLook> = {}): MxAddressLook {
  return { ...said, tls: null, kind: "failed", fault, detail: "", reply: null, ...parts } as MxAddressLook;
}

const cnames: string[] = [];
const signed = { kind: "found" as const, ttlSeconds: 300, authenticated: true, cnames };
const unsigned = { ...signed, authenticated: false };
const noTlsa = { kind: "absent" as const, reason: "nxdomain" as const, authenticated: false, cnames };

function evidence(looks: MxAddressLook[], parts: Partial<MxHostEvidence> = {}): MxHostEvidence {
  const addresses = { ...unsigned, records: looks.map(({ address }) => address) };
  return { host, probedAt: "2026-10-01T11:59:00.000Z", addresses, tlsa: noTlsa, looks, leftOut: 0, ...parts };
}

function row(looks: MxAddressLook[], more: Partial<MxHostEvidence> = {}, input: Partial<MxRowsInput> = {}) {
  const [first] = mxRows({ hosts: [{ host, evidence: evidence(looks, more) }], now, ...input });
  if (first === undefined) throw new Error("There is a row for every look.");
  return first;
}

describe("what a row says", () => {
  it.each([
    ["a good host", secured(), "ok", "ok", null],
    [
      "an expired certificate",
      secured({ tls: tls({ notAfter: "2026-09-30T00:00:00Z" }) }),
      "expired",
      "error",
      null,
    ],
    ["another name", secured({ tls: tls({ dnsNames: ["other.test"] }) }), "name", "error", null],
    ["no STARTTLS", failed("starttls-not-offered"), "starttls-not-offered", "error", "starttls"],
    ["a failed handshake", failed("tls-handshake"), "tls-handshake", "error", "tls"],
    [
      "nobody there, perhaps for our own network's sake",
      failed("connect-timeout"),
      "connect-timeout",
      "unknown",
      "connect",
    ],
    [
      "turned away, perhaps for our address' sake",
      failed("banner-refused"),
      "banner-refused",
      "unknown",
      "greeting",
    ],
    [
      "a connection that ended after EHLO",
      failed("closed", { timings: { ...timings, starttlsMs: null, tlsMs: null } }),
      "closed",
      "unknown",
      "starttls",
    ],
  ] as const)("%s", (_, look, state, tone, brokeAt) => {
    expect(row([look])).toMatchObject({ state, tone, brokeAt });
  });

  it("is one per address, and one for a host without any", () => {
    const two = evidence([secured(), secured({ address: "2001:db8::1" })]);
    const none = evidence([], { addresses: { ...noTlsa } });
    const lost = evidence([], { addresses: { kind: "unreachable", reason: "servfail", detail: "" } });
    const rows = mxRows({
      hosts: [two, none, lost].map((one, index) => ({ host: `${index}.${host}`, evidence: one })),
      now,
    });
    expect(rows.map(({ state, tone }) => [state, tone])).toEqual([
      ["ok", "ok"],
      ["ok", "ok"],
      ["no-address", "error"],
      ["lookup-failed", "unknown"],
    ]);
  });

  it.each(["looking", "unseen", "left-out"] as const)("of a host without a look that it is %s", (missing) => {
    expect(mxRows({ hosts: [{ host, evidence: null }], now, missing })).toMatchObject([
      { host, state: missing, tone: "neutral", look: null },
    ]);
  });
});

describe("the judgement decides how grave a row is", () => {
  it("an untrusted certificate that no policy asks for is a warning", () => {
    const findings = [finding("x", "warning", { subject: host, data: { address: "192.0.2.1" } })];
    const look = secured({ tls: tls({}, "SELF_SIGNED_CERT_IN_CHAIN") });
    expect(row([look], {}, { findings })).toMatchObject({ state: "untrusted", tone: "warning" });
  });

  it("what the row itself does not show leads to the findings", () => {
    const findings = [finding("x", "warning", { subject: host })];
    expect(row([secured()], {}, { findings })).toMatchObject({ state: "attention", tone: "warning" });
  });

  it("a finding about another address, or worth knowing only, changes nothing", () => {
    const findings = [
      finding("x", "error", { subject: host, data: { address: "192.0.2.99" } }),
      finding("y", "info", { subject: host }),
      finding("z", "error", { subject: "mx2.example.test" }),
    ];
    expect(row([secured()], {}, { findings })).toMatchObject({ state: "ok", tone: "ok" });
  });
});

describe("DANE", () => {
  const matching = { usage: 3, selector: 1, matchingType: 1, data: sha256 };
  const other = { ...matching, data: "cd".repeat(32) };
  const addresses = { ...signed, records: ["192.0.2.1"] };
  it.each([
    ["no records", noTlsa, addresses, "none"],
    ["a match", { ...signed, records: [matching] }, addresses, "authenticated"],
    ["no match", { ...signed, records: [other] }, addresses, "refused"],
    ["records that are not signed", { ...unsigned, records: [other] }, addresses, "unsigned"],
    [
      "addresses that are not signed",
      { ...signed, records: [other] },
      { ...unsigned, records: [] },
      "unsigned",
    ],
    ["only PKIX usages", { ...signed, records: [{ ...matching, usage: 1 }] }, addresses, "unauthenticated"],
    ["a look-up that failed", { kind: "unreachable", reason: "servfail", detail: "" }, addresses, "unknown"],
  ] as const)("%s", (_, tlsa, held, dane) => {
    expect(row([secured()], { tlsa: tlsa as MxHostEvidence["tlsa"], addresses: held as never }).dane).toBe(
      dane,
    );
  });

  it("without TLS nothing can match", () => {
    const more = { tlsa: { ...signed, records: [matching] }, addresses };
    expect(row([failed("starttls-not-offered")], more).dane).toBe("no-tls");
  });
});
