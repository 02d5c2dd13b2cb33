import { describe, expect, test } from "vitest";
import type { DomainEvidence } from "../evidence.ts";
import type { Ownership, Previous } from "./posture.ts";
import type { Stage } from "./stage.ts";
import * as world from "./testing/healthy-evidence.ts";

const { judge } = world;

describe("the stage", () => {
  const unknown = { mtaStsTxt: world.timedOut };
  test.each<[string, Partial<DomainEvidence>, Stage, Stage]>([
    [
      "testing",
      { policyFetch: world.policy("testing", ["mx1.example.com", "mx2.example.com"]) },
      "unprotected",
      "testing",
    ],
    ["enforce", {}, "testing", "enforce"],
    ["none", { policyFetch: world.policy("none", []) }, "enforce", "retiring"],
    ["a record that is gone", { mtaStsTxt: world.nxdomain }, "enforce", "unprotected"],
    [
      "a record that nobody can use",
      { mtaStsTxt: world.txt("v=STSv1; id=not-allowed;") },
      "enforce",
      "unprotected",
    ],
    ["a record that was not to be had", unknown, "testing", "testing"],
    [
      "a record that was not to be had, and a policy that is gone",
      { ...unknown, policyFetch: world.failed("dns-absent") },
      "enforce",
      "unprotected",
    ],
    [
      "a policy host that our network did not reach",
      { policyFetch: world.failed("connect-timeout") },
      "enforce",
      "enforce",
    ],
  ])("%s", (_why, changes, before, after) => {
    expect(judge(changes, { evidence: null, stage: before }).stage).toBe(after);
  });
});

describe("ownership", () => {
  const noRua = world.txt("v=TLSRPTv1; rua=mailto:tls@reports.example");
  test.each<[string, Partial<DomainEvidence>, Ownership]>([
    ["the token", {}, "txt"],
    ["the token among others", { ownershipTxt: world.txt("note", " sealpost-domain=0123abcd ") }, "txt"],
    ["our address in rua", { ownershipTxt: world.nxdomain }, "rua"],
    ["our address in rua, with the token unreachable", { ownershipTxt: world.timedOut }, "rua"],
    ["the token without its prefix", { ownershipTxt: world.txt("0123abcd"), tlsRptTxt: noRua }, null],
    ["another token", { ownershipTxt: world.txt("sealpost-domain=0123abce"), tlsRptTxt: noRua }, null],
    ["neither", { ownershipTxt: world.nodata, tlsRptTxt: world.nodata }, null],
    [
      "our address in a record that is void",
      {
        ownershipTxt: world.nodata,
        tlsRptTxt: world.txt(
          `v=TLSRPTv1; rua=${world.expected.httpsUri}`,
          "v=TLSRPTv1; rua=mailto:a@b.example",
        ),
      },
      null,
    ],
    ["the token unreachable", { ownershipTxt: world.timedOut, tlsRptTxt: noRua }, "unknown"],
    ["rua unreachable", { ownershipTxt: world.nodata, tlsRptTxt: world.timedOut }, "unknown"],
    ["the token not asked for", { ownershipTxt: null, tlsRptTxt: noRua }, "unknown"],
  ])("%s", (_why, changes, ownership) => {
    expect(judge(changes).ownership).toBe(ownership);
  });

  test("another token is pointed out", () => {
    const { findings } = judge({ ownershipTxt: world.txt("sealpost-domain=ffff"), tlsRptTxt: noRua });
    expect(findings[0]).toMatchObject({
      code: "ownership-token-other",
      data: { value: "sealpost-domain=0123abcd" },
    });
  });
});

describe("drift since the check before", () => {
  const hosts = ["mx1.example.com", "mx2.example.com"];
  const checkBefore = (changes: Partial<DomainEvidence> = {}): Previous => ({
    evidence: world.evidence(changes),
    stage: "enforce",
  });
  const newId = { mtaStsTxt: world.txt("v=STSv1; id=20260615;") };
  const newPolicy = { policyFetch: world.policy("enforce", hosts, 604_800) };

  test.each<[string, Partial<DomainEvidence>, string[]]>([
    ["nothing changed", {}, []],
    ["both changed", { ...newId, ...newPolicy }, []],
    ["the policy alone changed", newPolicy, ["policy-changed-without-id"]],
    ["the id alone changed", newId, ["id-changed-without-policy"]],
    ["mx in another order", { policyFetch: world.policy("enforce", hosts.toReversed()) }, []],
    [
      "the policy cannot be had now",
      { policyFetch: world.failed("connect-timeout") },
      ["policy-host-unreachable"],
    ],
  ])("%s", (_why, changes, codes) => {
    expect(judge(changes, checkBefore()).findings.map(({ code }) => code)).toEqual(codes);
  });

  test("a change without a new id stands from check to check, until the id moves", () => {
    const changed = judge(newPolicy, checkBefore());
    const again = { evidence: world.evidence(newPolicy), stage: changed.stage, findings: changed.findings };
    expect(judge(newPolicy, again).findings.map(({ code }) => code)).toEqual(["policy-changed-without-id"]);
    expect(judge({ ...newPolicy, ...newId }, again).findings.map(({ code }) => code)).toEqual([
      "id-changed-without-policy",
    ]);
  });

  test("or until every cached copy has expired", () => {
    const changed = judge(newPolicy, checkBefore());
    expect(changed.findings[0]?.data).toMatchObject({ since: "2026-06-15", until: "2026-07-15" });
    const again = { evidence: world.evidence(newPolicy), stage: changed.stage, findings: changed.findings };
    const later = {
      ...newPolicy,
      checkedAt: "2026-07-16T00:00:00.000Z",
      policyFetch: world.policy("enforce", hosts, 604_800),
    };
    expect(judge(later, again).findings.map(({ code }) => code)).not.toContain("policy-changed-without-id");
  });
});
