import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type {
  DomainEvidence,
  MxAddressLook,
  MxFault,
  MxHostEvidence,
  PolicyFetchFault,
} from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { address, failedLook, found, none, otherAddress, secured } from "#lib/core/joined/testing/mx-look.ts";
import { judgeDomain } from "#lib/core/posture/judge-domain.ts";
import type { Previous } from "#lib/core/posture/posture.ts";
import * as world from "#lib/core/posture/testing/healthy-evidence.ts";
import { first, probed, second, unreached } from "#lib/core/posture/testing/mx-evidence.ts";
import enMx from "./en/findings-mx.json" with { type: "json" };
import enOutside from "./en/findings-outside.json" with { type: "json" };
import frMx from "./fr/findings-mx.json" with { type: "json" };
import frOutside from "./fr/findings-outside.json" with { type: "json" };

const both = [first, second];
const policy = world.policy("enforce", both);
const expired = { notBefore: "2026-03-01T00:00:00.000Z", notAfter: "2026-06-14T00:00:00.000Z" };
const early = { notBefore: "2026-06-20T00:00:00.000Z" };
const ending = { notAfter: "2026-06-20T00:00:00.000Z" };

const mxFaults: Record<MxFault, true> = {
  "target-refused": true,
  "connect-refused": true,
  "connect-timeout": true,
  network: true,
  closed: true,
  "banner-timeout": true,
  "banner-refused": true,
  "smtp-malformed": true,
  "smtp-timeout": true,
  "ehlo-refused": true,
  "starttls-not-offered": true,
  "starttls-refused": true,
  "tls-handshake": true,
  "tls-timeout": true,
  "tls-too-old": true,
};
const policyFaults: PolicyFetchFault[] = [
  "target-refused",
  "connect-refused",
  "connect-timeout",
  "tls-handshake",
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-name-mismatch",
  "certificate-not-trusted",
  "http-malformed",
  "redirect",
  "status",
  "timeout",
  "too-large",
];

const chainErrors = ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED"];
const looks: MxAddressLook[] = [
  ...Object.keys(mxFaults).map((fault) => unreached(fault as MxFault)),
  failedLook("banner-refused", address, { banner: "421 busy", reply: "421 busy" }),
  failedLook("ehlo-refused", address, { reply: "500 what?" }),
  ...[expired, early, ending, { dnsNames: [] }, { dnsNames: ["www.example.com"] }].map((leaf) =>
    secured(address, leaf),
  ),
  ...chainErrors.map((chainError) => secured(address, {}, { chainError })),
  withLeafOnly(secured(address, {}, { chainError: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })),
  secured(address, { issuer: `CN=${first}` }, { chainError: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
  secured(address, {}, { chain: [] }),
];
const tlsa = found([{ usage: 3, selector: 1, matchingType: 1, data: "ab".repeat(32) }]);
const alias: MxHostEvidence["addresses"] = {
  kind: "found",
  records: [address],
  ttlSeconds: 3_600,
  authenticated: false,
  cnames: ["mx.example.net"],
};
const ttlZero = (texts: DomainEvidence["mtaStsTxt"]) => ({ ...texts, ttlSeconds: 0 }) as typeof texts;

/** Together they give every finding of the outside view, and each way to word it. */
const worlds: Partial<DomainEvidence>[] = [
  ...looks.flatMap((look) => {
    const changes = probed({ looks: [look] });
    const tried = { ...changes, policyFetch: world.policy("testing", both) };
    return [changes, tried, { ...changes, ...world.nothingPublished }];
  }),
  probed({}, { source: "off", hosts: [] }),
  probed({ looks: [unreached("network")] }, { egress: "unproven", leftOut: ["mx3.example.com"], hosts: [] }),
  probed({}, { egress: "unproven", hosts: shutHosts() }),
  probed({ looks: [secured(), unreached("network", otherAddress)], leftOut: 2 }),
  probed({ tlsa }),
  probed({ addresses: none, looks: [] }),
  probed({ addresses: alias }),
  ...policyFaults.map((fault) => beside({ ...world.failed(fault, { status: 500 }), address: otherAddress })),
  beside({ ...world.served("<html></html>"), address: otherAddress }),
  beside({ ...world.policy("testing", [first, "old.example.net"], 86_400), address: otherAddress }),
  beside({ ...world.policy("enforce", both, 86_400), address: otherAddress }),
  { mtaStsTxt: ttlZero(world.evidence().mtaStsTxt), tlsRptTxt: ttlZero(world.evidence().tlsRptTxt) },
  { mtaStsTxt: world.txt("v=STSv1; id=new;"), policyFetch: world.policy("enforce", both, 604_800) },
];

/** A new id was seen before; the policy under it changes now. */
const idCameFirst: Previous = {
  stage: "enforce",
  evidence: world.evidence({ mtaStsTxt: world.txt("v=STSv1; id=new;") }),
  findings: judgeDomain(world.evidence({ mtaStsTxt: world.txt("v=STSv1; id=new;") }), world.expected, {
    evidence: world.evidence(),
    stage: "enforce",
  }).findings,
};

const own = new Set([...Object.keys(enMx.findings), ...Object.keys(enOutside.findings)]);
const findings: Finding[] = worlds
  .flatMap((changes) => judgeDomain(world.evidence(changes), world.expected, idCameFirst).findings)
  .filter(({ code }) => own.has(code));

test("every finding that has words is given by a world", () => {
  expect([...new Set(findings.map(({ code }) => code))].toSorted()).toEqual([...own].toSorted());
});

describe.each([
  ["en", { findings: { ...enMx.findings, ...enOutside.findings } }],
  ["fr", { findings: { ...frMx.findings, ...frOutside.findings } }],
] as const)("in %s", (locale, messages) => {
  const t = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });

  test.each([...own].map((code) => [code, findings.filter((one) => one.code === code)] as const))(
    "%s can be told from its data, however it comes",
    (code, given) => {
      for (const { data } of given) {
        for (const part of ["title", "meaning", "remedy"]) {
          const text = t(`findings.${code}.${part}` as never, data as never);
          expect(text).not.toMatch(/[{}]|undefined|NaN|\bnone\b| {2}|\s$/);
          expect(text).not.toBe("");
        }
      }
    },
  );
});

function beside(other: NonNullable<DomainEvidence["policyFetch"]>): Partial<DomainEvidence> {
  return { policyFetch: policy, policyAddresses: [policy, other] };
}

function shutHosts() {
  return probed({ looks: [unreached("connect-timeout")] }).mxProbes?.hosts.slice(0, 1) ?? [];
}

function withLeafOnly(look: MxAddressLook): MxAddressLook {
  return { ...look, tls: look.tls && { ...look.tls, chain: look.tls.chain.slice(0, 1) } };
}
