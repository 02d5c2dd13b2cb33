import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeDomain } from "../posture/judge-domain.ts";
import { evidence, mx, txt } from "../posture/testing/healthy-evidence.ts";
import { type PublishItem, type PublishPlanInput, publishPlan } from "./publish-plan.ts";
import { txtZoneLine } from "./zone-line.ts";

const input: PublishPlanInput = {
  domain: "example.com",
  httpsUri: "https://sealpost.example/api/tlsrpt/abc123",
  mailtoUri: "mailto:abc123@reports.sealpost.example",
  ownRua: ["mailto:tls@example.com"],
  mxHosts: ["mx1.example.com", "mx2.example.com"],
  mode: "testing",
  maxAgeSeconds: 604_800,
  policyId: "20260615T120000",
  challenge: "0123abcd",
};

function item<P extends PublishItem["purpose"]>(purpose: P, changes: Partial<PublishPlanInput> = {}) {
  return publishPlan({ ...input, ...changes }).find(
    (one): one is Extract<PublishItem, { purpose: P }> => one.purpose === purpose,
  );
}

test("the plan, in the order that is safe", () => {
  expect(publishPlan(input)).toEqual([
    {
      purpose: "ownership",
      name: "_sealpost.example.com",
      relativeName: "_sealpost",
      type: "TXT",
      value: "sealpost-domain=0123abcd",
      zoneLine: '_sealpost.example.com. IN TXT "sealpost-domain=0123abcd"',
    },
    {
      purpose: "tlsrpt",
      name: "_smtp._tls.example.com",
      relativeName: "_smtp._tls",
      type: "TXT",
      value:
        "v=TLSRPTv1; rua=mailto:abc123@reports.sealpost.example,https://sealpost.example/api/tlsrpt/abc123,mailto:tls@example.com",
      zoneLine:
        '_smtp._tls.example.com. IN TXT "v=TLSRPTv1; rua=mailto:abc123@reports.sealpost.example,https://sealpost.example/api/tlsrpt/abc123,mailto:tls@example.com"',
    },
    {
      purpose: "policy-host",
      name: "mta-sts.example.com",
      relativeName: "mta-sts",
      type: "A/AAAA",
      value: null,
      zoneLine: null,
    },
    {
      purpose: "policy",
      name: "mta-sts.example.com",
      url: "https://mta-sts.example.com/.well-known/mta-sts.txt",
      text: "version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmx: mx2.example.com\r\nmax_age: 604800\r\n",
    },
    {
      purpose: "mtasts",
      name: "_mta-sts.example.com",
      relativeName: "_mta-sts",
      type: "TXT",
      value: "v=STSv1; id=20260615T120000;",
      zoneLine: '_mta-sts.example.com. IN TXT "v=STSv1; id=20260615T120000;"',
    },
  ]);
});

describe("variants", () => {
  test("without mail, https comes first; a destination named twice stands once", () => {
    expect(item("tlsrpt", { mailtoUri: null, ownRua: [input.httpsUri] })?.value).toBe(
      "v=TLSRPTv1; rua=https://sealpost.example/api/tlsrpt/abc123",
    );
  });

  test("a policy host that serves others is an alias", () => {
    expect(item("policy-host", { policyHostTarget: "policies.sealpost.example" })).toMatchObject({
      type: "CNAME",
      value: "policies.sealpost.example",
      zoneLine: "mta-sts.example.com. IN CNAME policies.sealpost.example.",
    });
  });

  test.each<[string, Partial<PublishPlanInput>]>([
    ["no MX is known", { mxHosts: [] }],
    ["the domain takes no mail", { mxHosts: [""] }],
  ])("no policy text can be made when %s", (_why, changes) => {
    expect(item("policy", changes)?.text).toBeNull();
  });

  test("mode none needs no mx", () => {
    expect(item("policy", { mode: "none", maxAgeSeconds: 86_400, mxHosts: [] })?.text).toBe(
      "version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n",
    );
  });

  test.each<[string, Partial<PublishPlanInput>, string]>([
    [
      "keeps its hosts and further keys",
      {},
      "mode: testing\r\nmx: *.example.net\r\nmax_age: 604800\r\nnote: x",
    ],
    ["in mode none its keys alone", { mode: "none" }, "mode: none\r\nmax_age: 604800\r\nnote: x"],
  ])("what stays of a served policy: %s", (_what, changes, lines) => {
    const keep = { mx: ["*.example.net"], extensions: [{ name: "note", value: "x" }] };
    expect(item("policy", { keep, ...changes })?.text).toBe(`version: STSv1\r\n${lines}\r\n`);
  });
});

test("what is published by the plan is found healthy", () => {
  const value = (purpose: "ownership" | "tlsrpt" | "mtasts") => txt(item(purpose)?.value ?? "");
  const published = evidence({
    ownershipTxt: value("ownership"),
    tlsRptTxt: value("tlsrpt"),
    mtaStsTxt: value("mtasts"),
    mx: mx(...input.mxHosts),
    policyFetch: { ...evidence().policyFetch, text: item("policy")?.text } as never,
  });
  const { httpsUri, mailtoUri, challenge } = input;
  const expected = { httpsUri, mailtoUri, acceptedRua: [], challenge };
  expect(judgeDomain(published, expected, { evidence: null, stage: "unprotected" })).toMatchObject({
    findings: [],
    stage: "testing",
    ownership: "txt",
  });
});

describe("txtZoneLine", () => {
  test.each([
    ["a quote and a backslash", 'a"b\\c', '"a\\"b\\\\c"'],
    ["a semicolon, which starts no comment inside quotes", "v=1; x", '"v=1; x"'],
    ["what is not ASCII", "ü\t", '"\\195\\188\\009"'],
    ["nothing", "", '""'],
    ["255 octets", "a".repeat(255), `"${"a".repeat(255)}"`],
    ["256 octets", "a".repeat(256), `"${"a".repeat(255)}" "a"`],
  ])("writes %s", (_what, text, strings) => {
    expect(txtZoneLine("_x.example", text)).toBe(`_x.example. IN TXT ${strings}`);
  });

  test("splits at octets and loses none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 600 }), (text) => {
        const line = txtZoneLine("x.example", text).slice("x.example. IN TXT ".length);
        const octets = line.match(/"(?:\\\d{3}|\\.|[^"\\])*"/g)?.map(readString) ?? [];
        expect(octets.every((one) => one.length <= 255)).toBe(true);
        expect(new TextDecoder().decode(Uint8Array.from(octets.flat()))).toBe(text);
      }),
    );
  });
});

/** Reads one quoted character-string back into octets. */
function readString(quoted: string): number[] {
  return (quoted.slice(1, -1).match(/\\\d{3}|\\.|[^\\]/g) ?? []).map((token) =>
    /^\\\d/.test(token) ? Number(token.slice(1)) : token.charCodeAt(token.length - 1),
  );
}
