import { describe, expect, test } from "vitest";
import type { MxHostEvidence } from "../evidence.ts";
import { address, failedLook, secured } from "../joined/testing/mx-look.ts";
import {
  brief,
  evidence,
  failed,
  mx,
  nodata,
  nxdomain,
  policy,
  served,
  timedOut,
  txt,
} from "../posture/testing/healthy-evidence.ts";
import { probed } from "../posture/testing/mx-evidence.ts";
import { judgeMtaStsLook, type MtaStsLook, type MtaStsOutcome } from "./judge-mtasts-look.ts";

function look(changes: Partial<MtaStsLook> = {}): MtaStsLook {
  const { domain, checkedAt, mtaStsTxt, tlsRptTxt, mx: mxAnswer } = evidence();
  const hosts = ["mx1.example.com", "mx2.example.com"];
  return {
    domain,
    checkedAt: new Date(checkedAt),
    mtaStsTxt,
    tlsRptTxt,
    mx: mxAnswer,
    policyFetch: policy("enforce", hosts),
    policyAddresses: [],
    policyAddressesLeftOut: 0,
    strays: [],
    ...changes,
  };
}

const nothing: Partial<MtaStsLook> = { mtaStsTxt: nxdomain, policyFetch: failed("dns-absent") };

test.each<[MtaStsOutcome, string, Partial<MtaStsLook>]>([
  ["enforce", "all is well", {}],
  ["enforce", "the domain takes no mail", { mx: mx("") }],
  ["testing", "mode testing", { policyFetch: policy("testing", ["*.example.com"]) }],
  ["none", "mode none", { policyFetch: policy("none", []) }],
  ["enforce-gaps", "a host is left out", { policyFetch: policy("enforce", ["mx1.example.com"]) }],
  ["enforce-undeliverable", "an implicit MX is left out", { mx: nodata }],
  ["enforce-undeliverable", "every host is left out", { policyFetch: policy("enforce", ["mx.b.example"]) }],
  ["testing-gaps", "a host is left out", { policyFetch: policy("testing", ["mx1.example.com"]) }],
  ["no-policy", "the policy host is missing", { policyFetch: failed("dns-absent") }],
  ["no-policy", "the certificate has expired", { policyFetch: failed("certificate-expired") }],
  ["no-policy", "the file is none", { policyFetch: served("<html>") }],
  ["ignored", "two records", { mtaStsTxt: txt("v=STSv1; id=1;", "v=STSv1; id=2;") }],
  ["ignored", "a bad id", { mtaStsTxt: txt("v=STSv1; id=2026-01-01;") }],
  ["unannounced", "no record", { mtaStsTxt: nxdomain }],
  ["absent", "neither", nothing],
  ["absent", "neither, as far as can be told", { ...nothing, policyFetch: failed("connect-timeout") }],
  ["no-domain", "NXDOMAIN for the domain", { ...nothing, mx: nxdomain }],
  ["unknown", "the record could not be asked for", { mtaStsTxt: timedOut }],
  ["unknown", "the policy host did not answer", { policyFetch: failed("connect-timeout") }],
  ["unknown", "the MX set could not be asked for", { mx: timedOut }],
  ["none", "mode none needs no MX set", { policyFetch: policy("none", []), mx: timedOut }],
])("%s: %s", (outcome, _why, changes) => {
  expect(judgeMtaStsLook(look(changes)).outcome).toBe(outcome);
});

describe("with what the MX hosts showed", () => {
  /** The first host shows this, the second is as it should be. */
  const shows = (changes: Partial<MxHostEvidence>, more: Partial<MtaStsLook> = {}) =>
    judgeMtaStsLook(look({ ...probed(changes), ...more } as Partial<MtaStsLook>));
  const expired = { looks: [secured(address, { notAfter: "2026-06-01T00:00:00.000Z" })] };
  const hosts = ["mx1.example.com", "mx2.example.com"];
  const testing = { policyFetch: policy("testing", hosts) };

  test.each<[MtaStsOutcome, string, Partial<MxHostEvidence>, Partial<MtaStsLook>, string[]]>([
    ["enforce", "all is well", {}, {}, []],
    [
      "enforce-failing",
      "an expired certificate",
      expired,
      {},
      ["error mx-certificate-expired mx1.example.com"],
    ],
    [
      "testing-failing",
      "the same while testing",
      expired,
      testing,
      ["error mx-certificate-expired mx1.example.com"],
    ],
    [
      "enforce-failing",
      "no STARTTLS",
      { looks: [failedLook("starttls-not-offered")] },
      {},
      ["error mx-starttls-not-offered mx1.example.com"],
    ],
    [
      "enforce",
      "a host out of our reach is not the domain’s fault",
      { looks: [failedLook("connect-timeout", address, { banner: null })] },
      {},
      ["unknown mx-unreachable mx1.example.com"],
    ],
    [
      "enforce-undeliverable",
      "one host fails, and the other is left out",
      expired,
      { policyFetch: policy("enforce", hosts.slice(0, 1)) },
      ["error mx-not-covered mx2.example.com", "error mx-certificate-expired mx1.example.com"],
    ],
    [
      "absent",
      "without a policy it is a warning",
      expired,
      nothing,
      ["warning mx-certificate-expired mx1.example.com"],
    ],
  ])("%s: %s", (outcome, _why, changes, more, findings) => {
    const inspection = shows(changes, more);
    expect([inspection.outcome, ...inspection.mx.findings.map(brief)]).toEqual([outcome, ...findings]);
  });

  test("every host is told what becomes of its mail", () => {
    expect(shows(expired).mx.deliveries).toEqual([
      { host: "mx1.example.com", standing: "refuses" },
      { host: "mx2.example.com", standing: "delivers" },
    ]);
    expect(judgeMtaStsLook(look()).mx.deliveries.map(({ standing }) => standing)).toEqual([
      "unknown",
      "unknown",
    ]);
    expect(shows(expired, nothing).mx.deliveries).toEqual([]);
  });
});

test("a healthy domain has no findings, and every host is told how it is covered", () => {
  const inspection = judgeMtaStsLook(
    look({ policyFetch: policy("enforce", ["mx1.example.com", "*.example.com"]) }),
  );
  const { record, policy: file, mx: mail } = inspection;
  expect([...record.findings, ...file.findings, ...mail.findings]).toEqual([]);
  expect(mail.coverage).toEqual([
    { host: "mx1.example.com", preference: 10, coverage: "exact", pattern: "mx1.example.com" },
    { host: "mx2.example.com", preference: 20, coverage: "wildcard", pattern: "*.example.com" },
  ]);
  expect(inspection).toMatchObject({ reporting: "present", findingsLeftOut: 0 });
});

describe("of the record’s place", () => {
  const judge = (changes: Partial<MtaStsLook>) => judgeMtaStsLook(look(changes)).record.findings.map(brief);
  const missing = "warning mtasts-record-missing _mta-sts.example.com";

  test.each(["misspelt", "domain-twice", "at-domain"] as const)("a stray is named: %s", (slip) => {
    const strays = [{ name: "mta-sts.example.com", slip, text: "v=STSv1; id=1;" }];
    expect(judge({ ...nothing, strays })).toEqual([missing, `error mtasts-name-${slip} mta-sts.example.com`]);
  });

  test("an alias to nothing is named", () => {
    const mtaStsTxt = { ...nxdomain, cnames: ["_mta-sts.provider.example"] };
    expect(judge({ ...nothing, mtaStsTxt })).toEqual([
      missing,
      "error mtasts-alias-leads-nowhere _mta-sts.example.com",
    ]);
  });

  test("a TTL beyond a day is noted", () => {
    const mtaStsTxt = { ...txt("v=STSv1; id=1;"), ttlSeconds: 172_800 };
    expect(judge({ mtaStsTxt })).toEqual(["info mtasts-ttl-long _mta-sts.example.com"]);
  });
});

test.each([
  ["present", txt("v=TLSRPTv1; rua=mailto:tls@example.com")],
  ["unusable", txt("v=TLSRPTv1; rua=tls@example.com")],
  ["absent", nodata],
  ["unknown", timedOut],
])("reporting is %s", (reporting, tlsRptTxt) => {
  expect(judgeMtaStsLook(look({ tlsRptTxt })).reporting).toBe(reporting);
});

test("a policy with thousands of patterns and a zone with thousands of hosts stay readable", () => {
  const patterns = Array.from({ length: 3_000 }, (_, index) => `p${index}.example.com`);
  const hosts = Array.from({ length: 3_000 }, (_, index) => `mx${index}.example.com`);
  const inspection = judgeMtaStsLook(look({ policyFetch: policy("enforce", patterns), mx: mx(...hosts) }));
  expect(inspection.mx.coverage).toHaveLength(50);
  expect(inspection.mx.findings).toHaveLength(50);
  expect(inspection.mx.unusedPatterns).toHaveLength(50);
  expect(inspection.findingsLeftOut).toBe(3_000);
});
