import { describe, expect, test } from "vitest";
import type { DnsAnswer, MxHostEvidence, MxRecord } from "../evidence.ts";
import { address, mxHost, secured } from "../joined/testing/mx-look.ts";
import { nxdomain as noRecord } from "../posture/testing/healthy-evidence.ts";
import type { MailEvidence, MxHostLook } from "./evidence.ts";
import { judgeMxLook } from "./judge-mx-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";
import { mailEvidence } from "./testing/mail-evidence.ts";

const name = "mx.a.example";
const mx = (...hosts: string[]) => found(hosts.map((exchange) => ({ preference: 10, exchange })));
const good: MxHostLook = { host: name, addresses: found([address]) };

const judge = (hosts: MxHostLook[], evidence: MailEvidence, answer: DnsAnswer<MxRecord> = mx(name)) =>
  judgeMxLook({ domain: "a.example", mx: answer, hosts, hostsLeftOut: 0 }, evidence);

describe("as DNS tells it", () => {
  const dns = mailEvidence();
  test.each<[string, DnsAnswer<MxRecord>, MxHostLook[], string, string[]]>([
    ["a host with an address", mx(name), [good], "ok", []],
    [
      "a host without",
      mx(name),
      [{ ...good, addresses: nxdomain }],
      "error",
      ["error mx-host-without-address"],
    ],
    [
      "an alias",
      mx(name),
      [{ ...good, addresses: found([address], { cnames: ["x.b.example"] }) }],
      "warning",
      ["warning mx-host-alias"],
    ],
    [
      "a host that cannot be looked up",
      mx(name),
      [{ ...good, addresses: failed() }],
      "unknown",
      ["unknown dns-lookup-failed"],
    ],
    ["the null MX", mx(""), [], "absent", ["info mx-null"]],
    ["an address as host", mx("192.0.2.1"), [], "error", ["error mx-is-address"]],
    ["no MX", absent, [{ ...good, host: "a.example" }], "warning", ["warning mx-implicit"]],
    ["no domain", nxdomain, [], "error", ["error domain-does-not-exist"]],
    ["no answer", failed(), [], "unknown", ["unknown audit-lookup-failed"]],
  ])("%s", (_why, answer, hosts, state, findings) => {
    expect(brief(judge(hosts, dns, answer))).toEqual({ state, findings });
  });

  test("hosts that were not looked at are told", () => {
    const look = { domain: "a.example", mx: mx(name), hosts: [good], hostsLeftOut: 4 };
    expect(judgeMxLook(look, dns).findings).toMatchObject([
      { code: "mx-hosts-left-out", data: { count: 4, checked: 1 } },
    ]);
  });
});

describe("as the hosts show it", () => {
  const met = (changes: Partial<MxHostEvidence> = {}) =>
    mailEvidence({
      hosts: [mxHost({ host: name, looks: [secured(address, { dnsNames: [name] })], ...changes })],
    });
  const expired = { looks: [secured(address, { dnsNames: [name], notAfter: "2026-06-01T00:00:00.000Z" })] };

  test("a certificate that holds", () => {
    expect(brief(judge([good], met()))).toEqual({ state: "ok", findings: [] });
  });

  test("an expired certificate is an error under a policy, and else a warning", () => {
    expect(brief(judge([good], met(expired)))).toEqual({
      state: "error",
      findings: ["error mx-certificate-expired"],
    });
    const unprotected = { ...met(expired), mtaStsTxt: noRecord, policyFetch: null };
    expect(brief(judge([good], unprotected))).toEqual({
      state: "warning",
      findings: ["warning mx-certificate-expired"],
    });
  });

  test("what the look and our own look-up both saw is told once", () => {
    const alias = found([address], { cnames: ["x.b.example"] });
    const section = judge([{ ...good, addresses: alias }], met({ addresses: alias }));
    expect(brief(section).findings).toEqual(["warning mx-host-alias"]);
  });

  test("what is about TLSA stands in the section on DANE", () => {
    const tlsa = found([{ usage: 3, selector: 1, matchingType: 1, data: "11".repeat(32) }]);
    expect(brief(judge([good], met({ tlsa }))).findings).toEqual([]);
  });

  test.each([
    ["probes are off", { source: "off" }, "info mx-probes-off"],
    ["a host is beyond the cap", { leftOut: [name] }, "unknown mx-hosts-not-probed"],
  ] as const)("that %s is our limit: nothing is known, and nothing is wrong", (_why, probes, finding) => {
    const evidence = mailEvidence({ ...probes, leftOut: "leftOut" in probes ? [...probes.leftOut] : [] });
    expect(brief(judge([good], evidence))).toEqual({ state: "unknown", findings: [finding] });
    const wrong = judge([{ ...good, addresses: nxdomain }], evidence);
    expect(brief(wrong).state).toBe("error");
  });
});
