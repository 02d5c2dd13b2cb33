import { describe, expect, test } from "vitest";
import type { DnsAnswer } from "../evidence.ts";
import { evidence, failed as fetchFailed, policy } from "../posture/testing/healthy-evidence.ts";
import type { BimiOutcome } from "./evidence.ts";
import { judgeBimiLook } from "./judge-bimi-look.ts";
import { judgeMtaStsLook, judgeTlsRptLook } from "./judge-transport-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";

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
