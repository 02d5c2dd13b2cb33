import { describe, expect, test } from "vitest";
import { parseMtaStsPolicy } from "../mtasts/policy.ts";
import { parseMtaStsRecord } from "../mtasts/record.ts";
import { draftMtaSts, type MtaStsDraftInput, wildcardPools } from "./mta-sts-draft.ts";

const input: MtaStsDraftInput = {
  domain: "example.com",
  mxHosts: ["mx1.example.com", "mx2.example.com"],
  mode: "testing",
  naming: "exact",
  maxAgeSeconds: 604_800,
  policyId: "20260615T120000Z",
};

const pool = ["in1.pool.mail.example", "in2.pool.mail.example", "in3.pool.mail.example"];

test("the whole draft", () => {
  expect(draftMtaSts({ ...input, policyId: "20260615120000Z" })).toEqual({
    policyHost: "mta-sts.example.com",
    policyUrl: "https://mta-sts.example.com/.well-known/mta-sts.txt",
    policy: {
      value: {
        mode: "testing",
        mx: ["mx1.example.com", "mx2.example.com"],
        maxAgeSeconds: 604_800,
        extensions: [],
      },
      text: "version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmx: mx2.example.com\r\nmax_age: 604800\r\n",
    },
    coverage: [
      { host: "mx1.example.com", coverage: "exact", pattern: "mx1.example.com" },
      { host: "mx2.example.com", coverage: "exact", pattern: "mx2.example.com" },
    ],
    record: {
      name: "_mta-sts.example.com",
      relativeName: "_mta-sts",
      value: "v=STSv1; id=20260615120000Z;",
      zoneLine: '_mta-sts.example.com. IN TXT "v=STSv1; id=20260615120000Z;"',
    },
  });
});

describe.each(["testing", "enforce", "none"] as const)("in mode %s", (mode) => {
  test.each(["exact", "wildcard"] as const)("with %s names, our own parsers find nothing wrong", (naming) => {
    const draft = draftMtaSts({ ...input, mode, naming, mxHosts: [...input.mxHosts, ...pool] });
    const policy = parseMtaStsPolicy(draft.policy?.text ?? "");
    expect(policy).toEqual({ ok: true, value: draft.policy?.value, findings: [] });
    expect(parseMtaStsRecord(draft.record.value).findings).toEqual([]);
    expect(draft.coverage.filter(({ coverage }) => coverage === "uncovered")).toEqual([]);
  });
});

test("without a host that a policy can name there is no policy", () => {
  for (const mxHosts of [[], [""], ["192.0.2.1"], ["*.example.com"], ["_mx.example.com"]]) {
    expect(draftMtaSts({ ...input, mxHosts }).policy).toBeNull();
  }
});

test("mode none needs no host and names none", () => {
  const draft = draftMtaSts({ ...input, mode: "none" });
  expect(draft.policy?.text).toBe("version: STSv1\r\nmode: none\r\nmax_age: 604800\r\n");
  expect(draft.coverage).toEqual([]);
});

test("a pool may be named by a wildcard; other hosts stay as they are", () => {
  const mxHosts = ["mx.example.com", ...pool];
  expect(wildcardPools(mxHosts)).toEqual([{ pattern: "*.pool.mail.example", hosts: pool }]);
  expect(draftMtaSts({ ...input, mxHosts, naming: "wildcard" }).policy?.value.mx).toEqual([
    "mx.example.com",
    "*.pool.mail.example",
  ]);
  expect(draftMtaSts({ ...input, mxHosts }).policy?.value.mx).toEqual(mxHosts);
});

test.each([
  ["two hosts", ["a.mail.example.com", "b.mail.example.com"]],
  ["hosts right under a registered name", ["a.example.com", "b.example.com", "c.example.com"]],
  ["none", []],
])("no wildcard fits %s", (_what, mxHosts) => {
  expect(wildcardPools(mxHosts)).toEqual([]);
});
