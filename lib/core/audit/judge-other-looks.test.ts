import { describe, expect, test } from "vitest";
import type { DnsAnswer, MxRecord } from "../evidence.ts";
import { evidence, failed as fetchFailed, policy } from "../posture/testing/healthy-evidence.ts";
import type { BimiOutcome, MxHostLook } from "./evidence.ts";
import { judgeBimiLook } from "./judge-bimi-look.ts";
import { judgeMxLook, mailHosts } from "./judge-mx-look.ts";
import { judgeMtaStsLook, judgeTlsRptLook } from "./judge-transport-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";

describe("MX", () => {
  const mx = (...hosts: string[]) => found(hosts.map((exchange) => ({ preference: 10, exchange })));
  const good: MxHostLook = { host: "mx.a.example", addresses: found(["192.0.2.10"]) };
  test.each<[string, DnsAnswer<MxRecord>, MxHostLook[], string, string[]]>([
    ["a host with an address", mx("mx.a.example"), [good], "ok", []],
    [
      "a host without",
      mx("mx.a.example"),
      [{ ...good, addresses: nxdomain }],
      "error",
      ["error mx-host-without-address"],
    ],
    [
      "an alias",
      mx("mx.a.example"),
      [{ ...good, addresses: found(["192.0.2.10"], { cnames: ["x.b.example"] }) }],
      "warning",
      ["warning mx-host-alias"],
    ],
    [
      "a host that cannot be looked up",
      mx("mx.a.example"),
      [{ ...good, addresses: failed() }],
      "unknown",
      ["unknown audit-lookup-failed"],
    ],
    ["the null MX", mx(""), [], "absent", ["info mx-null"]],
    ["an address as host", mx("192.0.2.1"), [], "error", ["error mx-is-address"]],
    ["no MX", absent, [{ ...good, host: "a.example" }], "warning", ["warning mx-implicit"]],
    ["no domain", nxdomain, [], "error", ["error domain-does-not-exist"]],
    ["no answer", failed(), [], "unknown", ["unknown audit-lookup-failed"]],
  ])("%s", (_why, answer, hosts, state, findings) => {
    expect(brief(judgeMxLook({ domain: "a.example", mx: answer, hosts, hostsLeftOut: 0 }))).toEqual({
      state,
      findings,
    });
  });

  test("hosts that were not looked at are told", () => {
    const section = judgeMxLook({
      domain: "a.example",
      mx: mx("mx.a.example"),
      hosts: [good],
      hostsLeftOut: 4,
    });
    expect(section.findings).toMatchObject([{ code: "mx-hosts-left-out", data: { count: 4, checked: 1 } }]);
  });

  test.each<[string, DnsAnswer<MxRecord>, string[]]>([
    ["each once", mx("mx.a.example", "mx.a.example", "", "192.0.2.1", "2001:db8::1"), ["mx.a.example"]],
    ["the domain itself without MX", absent, ["a.example"]],
    ["none for a domain that does not exist", nxdomain, []],
    ["none when nothing is known", failed(), []],
  ])("hosts to look at: %s", (_why, answer, hosts) => {
    expect(mailHosts("a.example", answer)).toEqual(hosts);
  });
});

describe("MTA-STS", () => {
  const nothing = { mtaStsTxt: nxdomain, policyFetch: fetchFailed("dns-absent") };
  const hosts = ["mx1.example.com", "mx2.example.com"];
  test.each<[string, Parameters<typeof evidence>[0], string, string[]]>([
    ["enforce", {}, "ok", []],
    ["testing", { policyFetch: policy("testing", hosts) }, "ok", ["info audit-mtasts-testing"]],
    ["none", { policyFetch: policy("none", []) }, "ok", ["info audit-mtasts-none"]],
    ["nothing", nothing, "absent", ["warning mtasts-record-missing"]],
    [
      "a host that the policy leaves out",
      { policyFetch: policy("enforce", hosts.slice(0, 1)) },
      "error",
      ["error mx-not-covered"],
    ],
    [
      "a policy that no record announces",
      { mtaStsTxt: nxdomain },
      "warning",
      ["warning policy-without-record"],
    ],
    [
      "a record without policy",
      { policyFetch: fetchFailed("dns-absent") },
      "error",
      ["error policy-host-missing", "error mtasts-record-without-policy"],
    ],
    ["no answer", { mtaStsTxt: failed() }, "unknown", ["unknown dns-lookup-failed"]],
  ])("%s", (_why, changes, state, findings) => {
    expect(brief(judgeMtaStsLook(evidence(changes)))).toEqual({ state, findings });
  });

  test("the policy is shown as it is served", () => {
    const { records } = judgeMtaStsLook(evidence());
    expect(records).toMatchObject([
      { name: "_mta-sts.example.com", type: "TXT" },
      { type: "HTTPS", outcome: "found", texts: [expect.stringContaining("mode: enforce")] },
    ]);
  });
});

describe("TLS-RPT", () => {
  test.each<[string, DnsAnswer<string>, string, string[]]>([
    ["one destination", found(["v=TLSRPTv1; rua=mailto:r@a.example"]), "ok", []],
    ["none", nxdomain, "absent", ["warning tlsrpt-record-missing"]],
    ["no answer", failed(), "unknown", ["unknown audit-lookup-failed"]],
  ])("%s", (_why, tlsRptTxt, state, findings) => {
    expect(brief(judgeTlsRptLook({ domain: "a.example", tlsRptTxt, mx: absent }))).toEqual({
      state,
      findings,
    });
  });

  test("a misspelt version is an error that says so", () => {
    const section = judgeTlsRptLook({
      domain: "a.example",
      tlsRptTxt: found(["v=TLSRPT1; rua=mailto:r@a.example"]),
      mx: absent,
    });
    expect(section.state).toBe("error");
    expect(section.findings[0]?.subject).toBe("_smtp._tls.a.example");
  });
});

test("a domain that receives no mail needs neither", () => {
  const mx = found([{ preference: 0, exchange: "" }]);
  const none = { mtaStsTxt: nxdomain, policyFetch: fetchFailed("dns-absent"), mx };
  const expected = { state: "absent", findings: ["info audit-not-needed"] };
  expect(brief(judgeMtaStsLook(evidence(none)))).toEqual(expected);
  expect(brief(judgeTlsRptLook({ domain: "a.example", tlsRptTxt: nxdomain, mx }))).toEqual(expected);
});

describe("BIMI", () => {
  const there = found(["v=BIMI1; l=https://a.example/logo.svg"]);
  test.each<[string, DnsAnswer<string>, BimiOutcome, string, string[]]>([
    ["with a certificate", there, { kind: "valid", hasAuthority: true }, "ok", []],
    ["a logo alone", there, { kind: "valid", hasAuthority: false }, "ok", ["info bimi-without-certificate"]],
    ["none", nxdomain, { kind: "none" }, "absent", ["info bimi-missing"]],
    [
      "none, and DMARC does not enforce",
      nxdomain,
      { kind: "dmarc-too-weak" },
      "absent",
      ["info bimi-missing"],
    ],
    [
      "one, and DMARC does not enforce",
      there,
      { kind: "dmarc-too-weak" },
      "warning",
      ["warning bimi-dmarc-too-weak"],
    ],
    ["declined", there, { kind: "declined" }, "ok", ["info bimi-declined"]],
    ["another text", found(["hello"]), { kind: "none" }, "warning", ["warning bimi-not-recognised"]],
    [
      "two records",
      there,
      { kind: "broken", fault: "several-records" },
      "error",
      ["error bimi-several-records"],
    ],
    [
      "no logo",
      there,
      { kind: "broken", fault: "location-missing" },
      "error",
      ["error bimi-location-missing"],
    ],
    ["the organization's own", nxdomain, { kind: "valid", hasAuthority: true }, "ok", []],
    [
      "DMARC not known",
      there,
      { kind: "failed", detail: "SERVFAIL" },
      "unknown",
      ["unknown bimi-undetermined"],
    ],
    ["no answer", failed(), { kind: "none" }, "unknown", ["unknown audit-lookup-failed"]],
  ])("%s", (_why, txt, outcome, state, findings) => {
    expect(
      brief(judgeBimiLook({ domain: "a.example", name: "default._bimi.a.example", txt, outcome })),
    ).toEqual({
      state,
      findings,
    });
  });
});
