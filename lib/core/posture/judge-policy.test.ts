import { describe, expect, test } from "vitest";
import type { DomainEvidence, PolicyFetchFault } from "../evidence.ts";
import type { Parts } from "./posture.ts";
import * as world from "./testing/healthy-evidence.ts";

const { brief, judge } = world;

describe("the policy host", () => {
  const faults: [PolicyFetchFault, string, "error" | "unknown"][] = [
    ["dns-absent", "policy-host-missing", "error"],
    ["dns-unreachable", "policy-host-lookup-failed", "unknown"],
    ["target-refused", "policy-host-not-public", "unknown"],
    ["connect-refused", "policy-host-refuses", "error"],
    ["connect-timeout", "policy-host-unreachable", "unknown"],
    ["network", "policy-host-network-error", "unknown"],
    ["tls-handshake", "policy-host-tls-failed", "error"],
    ["certificate-expired", "policy-host-certificate-expired", "error"],
    ["certificate-not-yet-valid", "policy-host-certificate-not-yet-valid", "error"],
    ["certificate-name-mismatch", "policy-host-certificate-name", "error"],
    ["certificate-not-trusted", "policy-host-certificate-not-trusted", "error"],
    ["http-malformed", "policy-host-http-malformed", "error"],
    ["redirect", "policy-host-redirects", "error"],
    ["status", "policy-host-status", "error"],
    ["timeout", "policy-host-too-slow", "error"],
    ["too-large", "policy-host-too-large", "error"],
  ];

  test.each(faults)("%s is %s (%s)", (fault, code, severity) => {
    const posture = judge({ policyFetch: world.failed(fault, { status: 503 }) });
    expect(posture.findings[0]).toMatchObject({
      code,
      severity,
      clause: "RFC 8461 §3.3",
      subject: "mta-sts.example.com",
    });
    expect(posture.parts.policy).toBe(severity);
    expect(posture.stage).toBe("unprotected");
    expect(
      judge({ policyFetch: world.failed(fault, { status: 503 }) }, { evidence: null, stage: "enforce" })
        .stage,
    ).toBe(severity === "unknown" ? "enforce" : "unprotected");
  });

  test.each<[string, DomainEvidence["policyFetch"], boolean]>([
    ["no address", world.failed("dns-absent"), true],
    ["404", world.failed("status", { status: 404 }), true],
    ["410", world.failed("status", { status: 410 }), true],
    ["503", world.failed("status", { status: 503 }), false],
    ["an expired certificate", world.failed("certificate-expired"), false],
  ])("with a record before it, %s: nothing published there %s", (_fault, policyFetch, isNothing) => {
    const codes = judge({ policyFetch }).findings.map(({ code }) => code);
    expect(codes.includes("mtasts-record-without-policy")).toBe(isNothing);
  });

  test.each<[string, DomainEvidence["policyFetch"], string[], Parts["policy"]]>([
    ["404", world.failed("status", { status: 404 }), [], "absent"],
    [
      "an expired certificate",
      world.failed("certificate-expired"),
      ["warning policy-host-certificate-expired mta-sts.example.com"],
      "warning",
    ],
    ["not tried", null, [], "absent"],
  ])("with no record before it, %s bites nobody yet", (_fault, policyFetch, findings, state) => {
    const posture = judge({
      ...world.nothingPublished,
      tlsRptTxt: world.txt("v=TLSRPTv1; rua=mailto:a@b.example"),
      policyFetch,
    });
    expect(posture.findings.map(brief).slice(2)).toEqual(findings);
    expect(posture.parts.policy).toBe(state);
  });

  test("a web page in the policy’s place is no policy", () => {
    const posture = judge({ policyFetch: world.served("<!doctype html>\n<title>Parked</title>\n") });
    expect(posture).toMatchObject({ policy: null, stage: "unprotected", parts: { policy: "error" } });
  });

  test("data names what the administrator must look at, in bounds", () => {
    const tls = { protocol: null, cipher: null, chain: [world.certificate("2026-01-01", "2026-06-01")] };
    const location = `https://www.example.com/${"x".repeat(5_000)}`;
    const { findings } = judge({ policyFetch: world.failed("redirect", { status: 301, location, tls }) });
    expect(findings[0]?.data).toMatchObject({
      host: "mta-sts.example.com",
      status: 301,
      notAfter: "2026-06-01",
      names: "mta-sts.example.com",
    });
    expect(findings[0]?.data.location).toHaveLength(120);
  });

  test.each<[string, string, string, string[]]>([
    ["45 days of 90 left", "2026-05-01", "2026-07-30", []],
    ["30 days of 90 left", "2026-04-16", "2026-07-15", ["info 29"]],
    ["14 days of a year left", "2025-06-29", "2026-06-29", ["warning 13"]],
    ["7 days of 90 left", "2026-03-24", "2026-06-22", ["warning 6"]],
    ["3 days of 6 left: renewed by the day", "2026-06-12", "2026-06-18", []],
    ["a day of 6 left", "2026-06-10", "2026-06-16", ["warning 0"]],
  ])("certificate with %s", (_life, from, to, told) => {
    const leaf = world.certificate(from, to);
    const text =
      "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmx: mx2.example.com\nmax_age: 2592000\n";
    const { findings } = judge({ policyFetch: world.served(text, { leaf }) });
    expect(findings.map(({ severity, data }) => `${severity} ${data.days}`)).toEqual(told);
  });
});
