import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DomainEvidence } from "../evidence.ts";
import type { Parts } from "./posture.ts";
import * as world from "./testing/healthy-evidence.ts";

const { brief, judge } = world;

test("a healthy domain in enforce has no finding", () => {
  expect(judge()).toEqual({
    findings: [],
    stage: "enforce",
    ownership: "txt",
    policy: {
      mode: "enforce",
      mx: ["mx1.example.com", "mx2.example.com"],
      maxAgeSeconds: 2_592_000,
      extensions: [],
    },
    parts: { tlsRpt: "ok", mtaSts: "ok", policy: "ok", mx: "ok" },
  });
});

test("a domain with nothing but mail lacks two records, and no policy is missed", () => {
  const posture = judge(world.nothingPublished);
  expect(posture.findings.map(brief)).toEqual([
    "warning tlsrpt-record-missing _smtp._tls.example.com",
    "warning mtasts-record-missing _mta-sts.example.com",
  ]);
  expect(posture).toMatchObject({
    stage: "unprotected",
    ownership: null,
    policy: null,
    parts: { tlsRpt: "absent", mtaSts: "absent", policy: "absent", mx: "ok" },
  });
});

describe("each fault has its finding, and no other", () => {
  const tlsRpt = "_smtp._tls.example.com";
  const mtaSts = "_mta-sts.example.com";
  const notOurs = "v=TLSRPTv1; rua=mailto:tls@reports.example";
  test.each<[string, Partial<DomainEvidence>, string[], Partial<Parts>]>([
    [
      "TLS-RPT look-up timed out",
      { tlsRptTxt: world.timedOut },
      [`unknown dns-lookup-failed ${tlsRpt}`],
      { tlsRpt: "unknown" },
    ],
    [
      "TLS-RPT without our address",
      { tlsRptTxt: world.txt(notOurs) },
      [`warning tlsrpt-not-ours ${tlsRpt}`],
      { tlsRpt: "warning" },
    ],
    [
      "ours not first",
      { tlsRptTxt: world.txt(`${notOurs},${world.expected.httpsUri}`) },
      [`info tlsrpt-ours-not-first ${tlsRpt}`],
      { tlsRpt: "ok" },
    ],
    [
      "an address of ours from before",
      { tlsRptTxt: world.txt("v=TLSRPTv1; rua=https://Sealpost.example:443/api/tlsrpt/before") },
      [],
      { tlsRpt: "ok" },
    ],
    [
      "an address of ours that was replaced and still works",
      { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.replaced.httpsUri}`) },
      [`warning tlsrpt-address-replaced ${tlsRpt}`],
      { tlsRpt: "warning" },
    ],
    [
      "a replaced address behind the current one",
      { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.expected.mailtoUri},${world.replaced.httpsUri}`) },
      [],
      { tlsRpt: "ok" },
    ],
    [
      "an address of ours that has ended",
      { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.ended.httpsUri}`) },
      [`error tlsrpt-address-expired ${tlsRpt}`],
      { tlsRpt: "error" },
    ],
    [
      "an address that has ended, before the current one",
      { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.ended.httpsUri},${world.expected.httpsUri}`) },
      [`info tlsrpt-ours-not-first ${tlsRpt}`],
      { tlsRpt: "ok" },
    ],
    [
      "our mail address in capitals",
      { tlsRptTxt: world.txt("v=TLSRPTv1; rua=mailto:ABC123@Reports.Sealpost.Example") },
      [],
      { tlsRpt: "ok" },
    ],
    [
      "two TLS-RPT records",
      { tlsRptTxt: world.txt(notOurs, notOurs) },
      [`error tlsrpt-records-several ${tlsRpt}`],
      { tlsRpt: "error" },
    ],
    [
      "TXT records that nobody may cache",
      { tlsRptTxt: ttl("tlsRptTxt", 0), mtaStsTxt: ttl("mtaStsTxt", 0) },
      [`info tlsrpt-ttl-zero ${tlsRpt}`, `info mtasts-ttl-zero ${mtaSts}`],
      {},
    ],
    [
      "TXT records that stay in caches for two days",
      { tlsRptTxt: ttl("tlsRptTxt", 172_800), mtaStsTxt: ttl("mtaStsTxt", 172_800) },
      [`info tlsrpt-ttl-long ${tlsRpt}`, `info mtasts-ttl-long ${mtaSts}`],
      {},
    ],
    [
      "a second left of a TTL, as caches tell it",
      { tlsRptTxt: ttl("tlsRptTxt", 1), mtaStsTxt: ttl("mtaStsTxt", 1) },
      [],
      {},
    ],
    [
      "MTA-STS look-up SERVFAIL",
      { mtaStsTxt: { kind: "unreachable", reason: "servfail", detail: "" } },
      [`unknown dns-lookup-failed ${mtaSts}`],
      { mtaSts: "unknown" },
    ],
    [
      "two MTA-STS records",
      { mtaStsTxt: world.txt("v=STSv1; id=1;", "v=STSv1; id=2;") },
      [`error mtasts-records-several ${mtaSts}`],
      { mtaSts: "error" },
    ],
    [
      "a policy that no record announces",
      { mtaStsTxt: world.nodata },
      [`warning policy-without-record ${mtaSts}`],
      { mtaSts: "absent" },
    ],
    [
      "the policy host was not asked",
      { policyFetch: null },
      ["unknown policy-not-checked https://mta-sts.example.com/.well-known/mta-sts.txt"],
      { policy: "unknown" },
    ],
    [
      "the policy is HTML by type",
      {
        policyFetch: {
          ...world.policy("enforce", ["mx1.example.com", "mx2.example.com"]),
          contentType: "text/html",
        } as DomainEvidence["policyFetch"],
      },
      ["warning mtasts-fetch-content-type https://mta-sts.example.com/.well-known/mta-sts.txt"],
      { policy: "warning" },
    ],
    [
      "an MX that the policy leaves out",
      { mx: world.mx("mx1.example.com", "mx2.example.com", "mx3.example.com") },
      ["error mx-not-covered mx3.example.com"],
      { mx: "error" },
    ],
    [
      "a policy mx that matches nothing",
      { policyFetch: world.policy("testing", ["mx1.example.com", "mx2.example.com", "old.example.net"]) },
      ["warning policy-mx-unused old.example.net"],
      { mx: "warning" },
    ],
    [
      "MX look-up timed out",
      { mx: world.timedOut },
      ["unknown dns-lookup-failed example.com"],
      { mx: "unknown" },
    ],
    ["null MX", { mx: world.mx("") }, ["info mx-null example.com"], { mx: "absent" }],
    [
      "null MX among others",
      { mx: world.mx("", "mx1.example.com", "mx2.example.com") },
      ["warning mx-null-with-others example.com"],
      { mx: "warning" },
    ],
    [
      "an address for an MX",
      { mx: world.mx("mx1.example.com", "mx2.example.com", "192.0.2.25") },
      ["error mx-is-address 192.0.2.25"],
      { mx: "error" },
    ],
    [
      "one MX host twice",
      { mx: world.mx("mx1.example.com", "mx2.example.com", "mx1.example.com") },
      [],
      { mx: "ok" },
    ],
    [
      "no MX, covered by the domain itself",
      { mx: world.nodata, policyFetch: world.policy("enforce", ["example.com"]) },
      ["warning mx-implicit example.com"],
      { mx: "warning" },
    ],
    [
      "no MX, and not covered",
      { mx: world.nodata, policyFetch: world.policy("enforce", ["mx1.example.com"]) },
      [
        "warning mx-implicit example.com",
        "error mx-not-covered example.com",
        "warning policy-mx-unused mx1.example.com",
      ],
      { mx: "error" },
    ],
    ["no such domain", { mx: world.nxdomain }, ["error domain-does-not-exist example.com"], { mx: "error" }],
    ["another token at our name", { ownershipTxt: world.txt("sealpost-domain=ffff") }, [], {}],
  ])("%s", (_fault, changes, findings, parts) => {
    const posture = judge(changes);
    expect(posture.findings.map(brief)).toEqual(findings);
    expect(posture.parts).toEqual({ tlsRpt: "ok", mtaSts: "ok", policy: "ok", mx: "ok", ...parts });
  });

  test("a policy of mode none covers nothing and need not", () => {
    const posture = judge({ policyFetch: world.policy("none", [], 86_400) });
    expect(posture.findings).toEqual([]);
    expect(posture.stage).toBe("retiring");
  });

  test("mx-not-covered says how many hosts are left", () => {
    const { findings } = judge({ mx: world.mx("mx1.example.com", "mx3.example.com") });
    expect(findings[0]?.data).toEqual({
      host: "mx3.example.com",
      mode: "enforce",
      coveredHosts: 1,
      hosts: 2,
    });
  });
});

test("no text of the world makes it throw, or makes an unknown look like an absence", () => {
  const answer = fc.oneof(
    fc.constant(world.timedOut),
    fc.constant(world.nodata),
    fc.array(fc.string()).map((texts) => world.txt(...texts)),
  );
  fc.assert(
    fc.property(answer, answer, answer, fc.string(), (tlsRptTxt, mtaStsTxt, ownershipTxt, text) => {
      const posture = judge({ tlsRptTxt, mtaStsTxt, ownershipTxt, policyFetch: world.served(text) });
      expect(posture.parts.tlsRpt === "unknown").toBe(tlsRptTxt.kind === "unreachable");
      expect(posture.parts.mtaSts === "unknown").toBe(mtaStsTxt.kind === "unreachable");
    }),
  );
});

function ttl(record: "tlsRptTxt" | "mtaStsTxt", ttlSeconds: number): DomainEvidence["mtaStsTxt"] {
  const answer = world.evidence()[record];
  return answer.kind === "found" ? { ...answer, ttlSeconds } : answer;
}
