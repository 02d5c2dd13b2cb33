import { describe, expect, test } from "vitest";
import type { DnsAnswer, HttpsReach, PolicyFetchFault } from "../evidence.ts";
import { type DestinationLook, judgeDestination } from "./destination-look.ts";
import { judgeTlsRptLook, type TlsRptLook } from "./judge-tlsrpt-look.ts";

const absent = {
  kind: "absent",
  reason: "nxdomain",
  authenticated: false,
  cnames: [],
} satisfies DnsAnswer<never>;
const silent = { kind: "unreachable", reason: "timeout", detail: "told so" } satisfies DnsAnswer<never>;

function found<T>(records: T[], ttlSeconds = 3600): DnsAnswer<T> {
  return { kind: "found", records, ttlSeconds, authenticated: false, cnames: [] };
}

function mail(changes: Partial<Extract<DestinationLook, { kind: "mailto" }>> = {}): DestinationLook {
  return {
    kind: "mailto",
    uri: "mailto:tls@example.com",
    address: "tls@example.com",
    domain: "example.com",
    mx: found([{ preference: 10, exchange: "mx.example.com" }]),
    addresses: null,
    ...changes,
  };
}

function web(fault: PolicyFetchFault | null): DestinationLook {
  const facts = {
    host: "in.example.com",
    address: null,
    tls: null,
    timings: { dnsMs: 1, connectMs: null, tlsMs: null },
  };
  const reach: HttpsReach =
    fault === null ? { ...facts, kind: "reached" } : { ...facts, kind: "failed", fault, detail: "told so" };
  return { kind: "https", uri: "https://in.example.com/tls", host: "in.example.com", port: null, reach };
}

describe("one destination", () => {
  test.each<[string, DestinationLook, string, string[]]>([
    ["a mail domain with MX", mail(), "works", []],
    [
      "no MX, but an address",
      mail({ mx: absent, addresses: found(["192.0.2.1"]) }),
      "works",
      ["tlsrpt-reach-mail-implicit-mx"],
    ],
    ["neither", mail({ mx: absent, addresses: absent }), "fails", ["tlsrpt-reach-mail-no-host"]],
    [
      "the null MX",
      mail({ mx: found([{ preference: 0, exchange: "" }]) }),
      "fails",
      ["tlsrpt-reach-mail-null-mx"],
    ],
    ["no answer about MX", mail({ mx: silent }), "unknown", ["dns-lookup-failed"]],
    ["no answer about addresses", mail({ mx: absent, addresses: silent }), "unknown", ["dns-lookup-failed"]],
    ["a host that answers", web(null), "works", []],
    ["a host without address", web("dns-absent"), "fails", ["tlsrpt-reach-https-no-address"]],
    ["a look-up that failed", web("dns-unreachable"), "unknown", ["tlsrpt-reach-https-look-up-failed"]],
    ["a private address", web("target-refused"), "fails", ["tlsrpt-reach-https-not-public"]],
    ["a refusal", web("connect-refused"), "fails", ["tlsrpt-reach-https-refused"]],
    ["silence, which may be our side's", web("connect-timeout"), "unknown", ["tlsrpt-reach-https-no-answer"]],
    ["no TLS", web("tls-handshake"), "fails", ["tlsrpt-reach-https-tls"]],
    [
      "an expired certificate, which senders may ignore",
      web("certificate-expired"),
      "doubtful",
      ["tlsrpt-reach-https-certificate-expired"],
    ],
    ["another name", web("certificate-name-mismatch"), "doubtful", ["tlsrpt-reach-https-certificate-name"]],
    ["no trust", web("certificate-not-trusted"), "doubtful", ["tlsrpt-reach-https-certificate-not-trusted"]],
    ["a scheme that nobody knows", { kind: "unusable", uri: "ftp://x.example/" }, "fails", []],
    ["one too many", { kind: "untried", uri: "mailto:z@example.com" }, "unknown", []],
  ])("%s", (_what, look, state, codes) => {
    const judged = judgeDestination(look);
    expect([judged.state, judged.findings.map(({ code }) => code)]).toEqual([state, codes]);
  });
});

const value = "v=TLSRPTv1; rua=mailto:tls@example.com";

function judge(changes: Partial<TlsRptLook>) {
  return judgeTlsRptLook({
    domain: "example.com",
    txt: found([value]),
    destinations: [mail()],
    strays: [],
    ...changes,
  });
}

describe("the whole", () => {
  test.each<[string, Partial<TlsRptLook>, string, string[]]>([
    ["all is well", {}, "works", []],
    ["one of two destinations fails", { destinations: [mail(), web("connect-refused")] }, "partly", []],
    ["all fail", { destinations: [web("dns-absent")] }, "undeliverable", []],
    ["nothing could be told of the only one", { destinations: [web("timeout")] }, "unknown", []],
    ["two records", { txt: found([value, value]) }, "ignored", ["tlsrpt-records-several"]],
    [
      "a version misspelt",
      { txt: found(["v=TSLRPTv1; rua=mailto:a@b.example"]) },
      "ignored",
      ["tlsrpt-records-none", "tlsrpt-version-misspelt"],
    ],
    ["no record", { txt: absent }, "absent", ["tlsrpt-record-missing"]],
    ["no answer", { txt: silent }, "unknown", ["dns-lookup-failed"]],
    [
      "an alias to nothing",
      { txt: { ...absent, cnames: ["rpt.example.net"] } },
      "absent",
      ["tlsrpt-alias-leads-nowhere"],
    ],
    [
      "a record with the domain twice",
      {
        txt: absent,
        strays: [{ name: "_smtp._tls.example.com.example.com", slip: "domain-twice", text: value }],
      },
      "absent",
      ["tlsrpt-record-missing", "tlsrpt-name-domain-twice"],
    ],
    ["a TTL of two days", { txt: found([value], 172_800) }, "works", ["tlsrpt-ttl-long"]],
  ])("%s", (_what, changes, outcome, codes) => {
    const judged = judge(changes);
    expect([judged.outcome, judged.findings.map(({ code }) => code)]).toEqual([outcome, codes]);
  });

  test("what is wrong with one destination stands with it", () => {
    const uri = "https://in.example.com:8443/tls";
    const { findings, destinations } = judge({
      txt: found([`v=TLSRPTv1; rua=${uri}`]),
      destinations: [{ kind: "https", uri, host: "in.example.com", port: 8443, reach: null }],
    });
    expect(findings).toEqual([]);
    expect(destinations[0]?.findings.map(({ code }) => code)).toEqual(["tlsrpt-destination-https-port"]);
  });
});
