import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { DomainEvidence, PolicyFetchFault } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { judgeDomain } from "#lib/core/posture/judge-domain.ts";
import * as world from "#lib/core/posture/testing/healthy-evidence.ts";
import en from "./en/findings-posture.json" with { type: "json" };
import fr from "./fr/findings-posture.json" with { type: "json" };

const faults: Record<PolicyFetchFault, true> = {
  "dns-absent": true,
  "dns-unreachable": true,
  "target-refused": true,
  "connect-refused": true,
  "connect-timeout": true,
  network: true,
  "tls-handshake": true,
  "certificate-expired": true,
  "certificate-not-yet-valid": true,
  "certificate-name-mismatch": true,
  "certificate-not-trusted": true,
  "http-malformed": true,
  redirect: true,
  status: true,
  timeout: true,
  "too-large": true,
};

const notOurs = "v=TLSRPTv1; rua=mailto:tls@reports.example";
const policyText =
  "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmx: mx2.example.com\nmax_age: 604800\n";

/** Together they give every finding of the posture. */
const worlds: Partial<DomainEvidence>[] = [
  { tlsRptTxt: world.timedOut },
  { tlsRptTxt: world.nodata, mtaStsTxt: world.nodata },
  { tlsRptTxt: world.txt(notOurs), ownershipTxt: world.txt("sealpost-domain=ffff") },
  { tlsRptTxt: world.txt(`${notOurs},${world.expected.httpsUri}`) },
  { tlsRptTxt: world.nodata, mtaStsTxt: world.nodata, policyFetch: world.failed("dns-absent") },
  { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.replaced.httpsUri}`) },
  { tlsRptTxt: world.txt(`v=TLSRPTv1; rua=${world.ended.httpsUri}`) },
  { policyFetch: null },
  { policyFetch: world.served(policyText, { leaf: world.certificate("2026-03-20", "2026-06-18") }) },
  { policyFetch: world.served(policyText) },
  { mtaStsTxt: world.txt("v=STSv1; id=new;") },
  { mx: world.nxdomain },
  { mx: world.nodata },
  { mx: world.mx("") },
  { mx: world.mx("", "mx3.example.com", "192.0.2.1") },
  ...Object.keys(faults).map((fault) => ({
    policyFetch: world.failed(fault as PolicyFetchFault, { status: 404 }),
  })),
];

const own = new Set(Object.keys(en.findings));
const findings: Finding[] = worlds
  .map((changes) => world.evidence(changes))
  .flatMap(
    (one) => judgeDomain(one, world.expected, { evidence: world.evidence(), stage: "enforce" }).findings,
  )
  .filter(({ code }) => own.has(code));

test("every finding that has words is given by a world", () => {
  expect([...new Set(findings.map(({ code }) => code))].toSorted()).toEqual([...own].toSorted());
});

describe.each([
  ["en", en],
  ["fr", fr],
] as const)("in %s", (locale, messages) => {
  const t = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });

  test.each(findings.map((one) => [one.code, one] as const))(
    "%s can be told from its data",
    (code, { data }) => {
      for (const part of ["title", "meaning", "remedy"]) {
        const text = t(`findings.${code}.${part}` as never, data as never);
        expect(text).not.toMatch(/[{}]|undefined|NaN/);
        expect(text).not.toBe("");
      }
    },
  );
});
